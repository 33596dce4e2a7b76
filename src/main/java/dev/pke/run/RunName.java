package dev.pke.run;

import dev.pke.fault.UserError;

import java.util.List;
import java.util.function.Predicate;

/**
 * What people call a run: its id, the beginning or the end of it, its plan's name, {@code latest},
 * or {@code latest:METHOD}.
 */
public final class RunName {
    private static final String LATEST = "latest";

    private RunName() {}

    /**
     * The ids that a name may mean: none, the one, or all those that it fits equally well.
     *
     * @throws UserError where the name is empty, which every id begins with
     */
    public static List<String> meant(RunList list, String name) {
        if (name.isBlank()) {
            throw new UserError("a run's name is empty; pke runs lists the runs");
        }
        List<RunSummary> runs = list.newestFirst();
        if (name.equals(LATEST)) {
            return those(runs, run -> run.review().archived() == null, 1);
        }
        if (name.startsWith(LATEST + ":")) {
            String method = name.substring(LATEST.length() + 1);
            return those(
                    runs, run -> run.method().equals(method) && run.review().archived() == null, 1);
        }
        for (Predicate<RunSummary> fits :
                List.<Predicate<RunSummary>>of(
                        run -> run.run().equals(name),
                        run -> run.run().startsWith(name),
                        run -> run.run().endsWith(name),
                        run -> run.planName().equals(name))) {
            List<String> found = those(runs, fits, Integer.MAX_VALUE);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private static List<String> those(
            List<RunSummary> runs, Predicate<RunSummary> wanted, int most) {
        return runs.stream().filter(wanted).limit(most).map(RunSummary::run).toList();
    }
}
