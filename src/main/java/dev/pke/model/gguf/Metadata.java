package dev.pke.model.gguf;

import dev.pke.fault.ModelError;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a GGUF file says besides its tensors: whole numbers as Long, others as Double, texts,
 * booleans, and lists of these.
 *
 * @param path the file, for errors
 * @param values by key, such as llama.block_count
 */
record Metadata(Path path, Map<String, Object> values) {
    Metadata {
        values = Map.copyOf(values);
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    Set<String> keys() {
        return values.keySet();
    }

    String text(String key) {
        return of(String.class, key, "a text");
    }

    /** A whole number; a list of one and the same number (one a block) counts as that number. */
    int integer(String key) {
        Object value = values.get(key);
        if (value instanceof List<?> list && list.stream().distinct().count() == 1) {
            value = list.getFirst();
        }
        if (value instanceof List<?> list && !list.isEmpty()) {
            throw new ModelError(
                    path
                            + ": "
                            + key
                            + " differs from block to block, which no supported family does");
        }
        if (!(value instanceof Long number) || number < 0 || number > Integer.MAX_VALUE) {
            throw wrong(key, "a whole number below 2^31");
        }
        return number.intValue();
    }

    int integer(String key, int otherwise) {
        return has(key) ? integer(key) : otherwise;
    }

    double number(String key) {
        return values.get(key) instanceof Long whole
                ? whole.doubleValue()
                : of(Double.class, key, "a number");
    }

    double number(String key, double otherwise) {
        return has(key) ? number(key) : otherwise;
    }

    boolean isOn(String key, Boolean otherwise) {
        return has(key) ? of(Boolean.class, key, "true or false") : otherwise;
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (Object each : of(List.class, key, "a list of texts")) {
            if (!(each instanceof String text)) {
                throw wrong(key, "a list of texts");
            }
            texts.add(text);
        }
        return texts;
    }

    double[] numbers(String key) {
        List<?> list = of(List.class, key, "a list of numbers");
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            if (!(list.get(i) instanceof Number number)) {
                throw wrong(key, "a list of numbers");
            }
            numbers[i] = number.doubleValue();
        }
        return numbers;
    }

    private <T> T of(Class<T> kind, String key, String right) {
        Object value = values.get(key);
        if (value == null || !kind.isInstance(value)) {
            throw wrong(key, right);
        }
        return kind.cast(value);
    }

    private ModelError wrong(String key, String right) {
        return new ModelError(
                path + ": " + key + (has(key) ? " must be " + right : " is missing: " + right));
    }
}
