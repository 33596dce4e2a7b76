package dev.pke.run;

import java.util.List;
import java.util.function.Predicate;

/**
 * What people call a run: its id, the beginning or the end of it, its plan's name, {@code latest},
 * or {@code latest:METHOD}.
 */
public final class RunName {
    private static final String LATEST = "latest";

    private RunName() {}

    /** The ids that a name may mean: none, the one, or all those that it fits equally well. */
    public static List<String> meant(RunReader reader, String name) {
        List<String> runs = reader.runs();
        if (runs.contains(name)) {
            return List.of(name);
        }
        if (name.equals(LATEST)) {
            return runs.isEmpty() ? runs : List.of(runs.getLast());
        }
        if (name.startsWith(LATEST + ":")) {
            String method = name.substring(LATEST.length() + 1);
            return runs.reversed().stream()
                    .filter(run -> reader.registration(run).method().equals(method))
                    .limit(1)
                    .toList();
        }
        for (Predicate<String> fits :
                List.<Predicate<String>>of(
                        run -> run.startsWith(name),
                        run -> run.endsWith(name),
                        run -> reader.registration(run).planName().equals(name))) {
            List<String> found = runs.stream().filter(fits).toList();
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }
}
