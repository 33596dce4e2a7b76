package dev.pke.model.jinja;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The functions that transformers and Jinja give to templates. */
final class Functions {
    private Functions() {}

    static Object call(
            String name, List<@Nullable Object> arguments, Map<String, @Nullable Object> named) {
        return switch (name) {
            case "raise_exception" ->
                    throw new JinjaError(
                            "the chat template says: " + Values.text(arguments.getFirst()));
            case "namespace", "dict" -> new HashMap<>(named);
            case "range" -> range(arguments);
            default -> throw new JinjaError("the template uses the unsupported function " + name);
        };
    }

    private static Object range(List<@Nullable Object> arguments) {
        if (arguments.isEmpty() || !(arguments.getLast() instanceof Long given)) {
            throw new JinjaError("the template's range has no end");
        }
        long last = given;
        long first = arguments.size() > 1 && arguments.getFirst() instanceof Long n ? n : 0;
        long step = 1;
        if (arguments.size() > 2 && arguments.get(1) instanceof Long end) {
            step = last;
            last = end;
        }
        if (step == 0 || Math.abs((last - first) / step) > 10_000) {
            throw new JinjaError("the template's range is longer than 10000");
        }
        List<@Nullable Object> numbers = new ArrayList<>();
        for (long n = first; step > 0 ? n < last : n > last; n += step) {
            numbers.add(n);
        }
        return numbers;
    }
}
