package dev.pke.model.jinja;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A loop of a template.
 *
 * @param names what an item, or its parts, are called
 * @param over what it goes through
 * @param only which items it takes
 * @param body what is written for each
 * @param otherwise what is written where there is none
 */
record Loop(List<String> names, Expression over, Expression only, Node body, Node otherwise)
        implements Node {
    @Override
    public void render(Bindings scope, StringBuilder out) {
        List<@Nullable Object> items = new ArrayList<>();
        for (Object item : Filters.list(over.value(scope))) {
            if (Values.truth(only.value(bound(scope, item)))) {
                items.add(item);
            }
        }
        if (items.isEmpty()) {
            otherwise.render(scope, out);
        }
        for (int i = 0; i < items.size(); i++) {
            Bindings inner = bound(scope, items.get(i));
            inner.set("loop", position(i, items));
            try {
                body.render(inner, out);
            } catch (LoopJump jump) {
                if (jump.ends()) {
                    return;
                }
            }
        }
    }

    private Bindings bound(Bindings scope, @Nullable Object item) {
        Bindings inner = scope.inner();
        for (int n = 0; n < names.size(); n++) {
            Object part = names.size() == 1 ? item : Values.item(item, (long) n);
            inner.set(names.get(n), part);
        }
        return inner;
    }

    private static Map<String, Object> position(int i, List<@Nullable Object> items) {
        Map<String, Object> loop = new LinkedHashMap<>();
        loop.put("index", (long) i + 1);
        loop.put("index0", (long) i);
        loop.put("revindex", (long) items.size() - i);
        loop.put("revindex0", (long) items.size() - i - 1);
        loop.put("first", i == 0);
        loop.put("last", i == items.size() - 1);
        loop.put("length", (long) items.size());
        loop.put(
                "cycle",
                (Callable)
                        (given, named) ->
                                given.isEmpty() ? Undefined.VALUE : given.get(i % given.size()));
        if (i > 0) {
            loop.put("previtem", some(items.get(i - 1)));
        }
        if (i + 1 < items.size()) {
            loop.put("nextitem", some(items.get(i + 1)));
        }
        return loop;
    }

    private static Object some(@Nullable Object value) {
        return value == null ? Undefined.VALUE : value;
    }
}
