package dev.pke.cli;

import dev.pke.fault.UserError;
import dev.pke.run.RunReader;

import java.util.List;

/** Finds the run that someone means. */
public final class RunId {
    private RunId() {}

    /**
     * The one run whose id is, or begins with, what was typed.
     *
     * @throws UserError naming the runs it could be
     */
    public static String find(RunReader reader, String typed) {
        List<String> runs = reader.runs();
        if (runs.contains(typed)) {
            return typed;
        }
        List<String> found = runs.stream().filter(each -> each.startsWith(typed)).toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw new UserError(
                found.isEmpty()
                        ? "no run " + typed + "; pke runs lists them"
                        : typed + " could be " + String.join(" or ", found));
    }
}
