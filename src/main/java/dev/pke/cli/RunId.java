package dev.pke.cli;

import dev.pke.fault.UserError;
import dev.pke.run.RunList;
import dev.pke.run.RunName;

import java.util.List;

/** Finds the run that someone means. */
public final class RunId {
    /** What may be typed for a run, as help says it. */
    public static final String HELP =
            "An id, its beginning or end, a plan's name, latest or latest:METHOD.";

    private RunId() {}

    /**
     * The one run that a name means.
     *
     * @throws UserError naming the runs it could be
     */
    public static String find(RunList list, String typed) {
        List<String> found = RunName.meant(list, typed);
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw new UserError(
                found.isEmpty()
                        ? "no run " + typed + "; pke runs lists them"
                        : typed + " could be " + String.join(" or ", found));
    }
}
