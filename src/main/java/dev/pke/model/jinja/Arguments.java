package dev.pke.model.jinja;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What stands between the brackets of a call. */
record Arguments(List<Expression> plain, Map<String, Expression> named) {
    static final Arguments NONE = new Arguments(List.of(), Map.of());

    List<@Nullable Object> values(Bindings scope) {
        return ExpressionParser.values(plain, scope);
    }

    Map<String, @Nullable Object> named(Bindings scope) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        named.forEach((name, e) -> values.put(name, e.value(scope)));
        return values;
    }
}
