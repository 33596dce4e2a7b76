package dev.pke.web.paired;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The keys in which several plans differ, as paths such as {@code editor.rate}, and each plan's
 * values of them.
 */
public record PlanDifferences(List<String> keys, List<List<String>> values, int equal) {
    /** Of plans as JSON objects, leaving out what they are called and what only repeats them. */
    public static PlanDifferences of(List<Map<?, ?>> plans) {
        List<Map<String, String>> flat = new ArrayList<>();
        TreeSet<String> all = new TreeSet<>();
        for (Map<?, ?> plan : plans) {
            Map<String, String> one = new TreeMap<>();
            flatten("", Arm.said(plan), one);
            flat.add(one);
            all.addAll(one.keySet());
        }
        List<String> keys = new ArrayList<>();
        for (String key : all) {
            long different = flat.stream().map(each -> each.get(key)).distinct().count();
            if (different > 1) {
                keys.add(key);
            }
        }
        List<List<String>> values =
                flat.stream()
                        .map(one ->
                                keys.stream()
                                        .map(key -> Objects.requireNonNullElse(one.get(key), "–"))
                                        .toList())
                        .toList();
        return new PlanDifferences(keys, values, all.size() - keys.size());
    }

    private static void flatten(String path, @Nullable Object value, Map<String, String> into) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> {
                String name = String.valueOf(key);
                flatten(path.isEmpty() ? name : path + "." + name, inner, into);
            });
        } else {
            into.put(path, String.valueOf(value));
        }
    }
}
