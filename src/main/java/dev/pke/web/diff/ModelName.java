package dev.pke.web.diff;

import dev.pke.diff.RecordedModel.When;

/**
 * A model as an address names it: a run for the model it left, {@code RUN@before} as it found it.
 */
public record ModelName(String run, When when) {
    private static final String BEFORE = "@before";

    public static ModelName parse(String text) {
        return text.endsWith(BEFORE)
                ? new ModelName(text.substring(0, text.length() - BEFORE.length()), When.BEFORE)
                : new ModelName(text, When.AFTER);
    }

    /** The address of the difference that a run's edit made. */
    public static String edit(String run) {
        return "/diff?a=" + run + BEFORE + "&b=" + run;
    }

    @Override
    public String toString() {
        return run + (when == When.BEFORE ? BEFORE : "");
    }
}
