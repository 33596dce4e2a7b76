package dev.pke.experiment;

import dev.pke.event.CanonicalJson;
import dev.pke.run.ReviewEvent.Replayed.Divergence;
import dev.pke.run.RunEvent;
import dev.pke.run.RunEventCodec;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A recorded event beside a replayed one: type and data, without {@code measured}, and without the
 * code and machine of a registration. With a tolerance above 0 numbers that are not both whole may
 * differ by up to tolerance · max(1, |a|, |b|), and digests of what follows from such numbers may
 * differ.
 */
final class ReplayComparison {
    private static final Set<String> DERIVED =
            Set.of("delta", "table", "network", "manifest", "digest");

    private final double tolerance;
    private boolean bitEqual = true;

    ReplayComparison(double tolerance) {
        this.tolerance = tolerance;
    }

    /** Whether everything compared so far was equal to the bit. */
    boolean bitEqual() {
        return bitEqual;
    }

    /** The first difference that the tolerance does not cover. */
    Optional<Divergence> compare(long version, RunEvent recorded, RunEvent replayed) {
        String type = RunEventCodec.typeOf(recorded);
        String other = RunEventCodec.typeOf(replayed);
        if (!type.equals(other)) {
            return Optional.of(new Divergence(version, type, "type", type, other));
        }
        return differ("", data(recorded), data(replayed))
                .map(d -> new Divergence(version, type, d.path, d.recorded, d.replayed));
    }

    private static @Nullable Object data(RunEvent event) {
        Object data = CanonicalJson.parse(RunEventCodec.json(event));
        Set<String> apart =
                event instanceof RunEvent.RunRegistered
                        ? Set.of("measured", "code", "machine")
                        : Set.of("measured");
        if (data instanceof Map<?, ?> map) {
            Map<Object, Object> kept = new LinkedHashMap<>(map);
            kept.keySet().removeAll(apart);
            return kept;
        }
        return data;
    }

    private record Difference(String path, String recorded, String replayed) {}

    private Optional<Difference> differ(String path, @Nullable Object a, @Nullable Object b) {
        if (a instanceof Map<?, ?> left && b instanceof Map<?, ?> right) {
            Set<String> keys = new TreeSet<>();
            left.keySet().forEach(key -> keys.add(String.valueOf(key)));
            right.keySet().forEach(key -> keys.add(String.valueOf(key)));
            for (String key : keys) {
                Optional<Difference> found =
                        differ(path + "/" + key, left.get(key), right.get(key));
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        }
        if (a instanceof List<?> left && b instanceof List<?> right) {
            if (left.size() != right.size()) {
                return Optional.of(
                        new Difference(path, left.size() + " items", right.size() + " items"));
            }
            for (int i = 0; i < left.size(); i++) {
                Optional<Difference> found = differ(path + "/" + i, left.get(i), right.get(i));
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        }
        String left = CanonicalJson.write(a);
        String right = CanonicalJson.write(b);
        if (left.equals(right)) {
            return Optional.empty();
        }
        if (tolerance > 0 && (close(a, b) || derived(path))) {
            bitEqual = false;
            return Optional.empty();
        }
        return Optional.of(new Difference(path, left, right));
    }

    private boolean close(@Nullable Object a, @Nullable Object b) {
        if (a instanceof Number x && b instanceof Number y) {
            boolean whole = a instanceof Long && b instanceof Long;
            double largest = Math.max(Math.abs(x.doubleValue()), Math.abs(y.doubleValue()));
            double apart = Math.abs(x.doubleValue() - y.doubleValue());
            return !whole && apart <= tolerance * Math.max(1, largest);
        }
        return false;
    }

    private static boolean derived(String path) {
        return DERIVED.contains(path.substring(path.lastIndexOf('/') + 1));
    }
}
