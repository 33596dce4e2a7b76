package dev.pke.model.jinja;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * A macro of a template: text written with what its parameters are given.
 *
 * @param parameters by name, in order, with what stands for one that is not given
 * @param body what it writes
 * @param home where it was defined: what it sees besides its parameters
 */
record Macro(Map<String, Expression> parameters, Node body, Bindings home) implements Callable {
    @Override
    public Object call(List<@Nullable Object> arguments, Map<String, @Nullable Object> named) {
        Bindings scope = home.inner();
        int at = 0;
        for (Map.Entry<String, Expression> parameter : parameters.entrySet()) {
            String name = parameter.getKey();
            Object value =
                    at < arguments.size()
                            ? arguments.get(at)
                            : named.containsKey(name)
                                    ? named.get(name)
                                    : parameter.getValue().value(scope);
            scope.set(name, value);
            at++;
        }
        if (arguments.size() > parameters.size()) {
            throw new JinjaError(
                    "the template calls a macro of %d parameters with %d"
                            .formatted(parameters.size(), arguments.size()));
        }
        var out = new StringBuilder();
        body.render(scope, out);
        return out.toString();
    }
}
