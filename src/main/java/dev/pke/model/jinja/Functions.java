package dev.pke.model.jinja;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

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
        if (!(arguments.getLast() instanceof Long last)) {
            throw new JinjaError("the template's range has no end");
        }
        long first = arguments.size() > 1 && arguments.getFirst() instanceof Long n ? n : 0;
        if (last - first > 10_000) {
            throw new JinjaError("the template's range is longer than 10000");
        }
        return LongStream.range(first, last).boxed().toList();
    }
}
