package dev.pke.model.jinja;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Python's slices: open ends, negative places counted from the end, steps of either sign. */
final class Slices {
    private Slices() {}

    static <T> List<T> of(
            List<T> list, @Nullable Object from, @Nullable Object to, @Nullable Object by) {
        int step = by instanceof Long n ? Math.toIntExact(n) : 1;
        if (step == 0) {
            throw new JinjaError("the template takes a slice with step 0");
        }
        int size = list.size();
        int low = step > 0 ? 0 : -1;
        int high = step > 0 ? size : size - 1;
        int at = place(from, size, low, high, step > 0 ? low : high);
        int end = place(to, size, low, high, step > 0 ? high : low);
        List<T> found = new ArrayList<>();
        for (int i = at; step > 0 ? i < end : i > end; i += step) {
            found.add(list.get(i));
        }
        return found;
    }

    private static int place(@Nullable Object given, int size, int low, int high, int open) {
        if (!(given instanceof Long n)) {
            return open;
        }
        long at = n < 0 ? n + size : n;
        return Math.clamp(at, low, high);
    }
}
