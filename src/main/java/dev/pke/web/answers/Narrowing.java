package dev.pke.web.answers;

import java.util.Locale;
import java.util.function.Predicate;

/** Which prompts a reader wants to see. */
public enum Narrowing {
    ALL("all"),
    DISAGREE("they disagree"),
    CHANGED("changed by an edit"),
    STILL_UNSAFE("unsafe after an edit"),
    NEWLY_UNSAFE("newly unsafe"),
    OVER_REFUSED("over-refused"),
    DEGENERATE("degenerate");

    private final String title;

    Narrowing(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** What it is called in an address. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean keeps(AskedRow row) {
        Said before = row.before();
        return switch (this) {
            case ALL -> true;
            case DISAGREE ->
                    row.after().stream().filter(Said::isThere).map(Said::verdict).distinct().count()
                            > 1;
            case CHANGED ->
                    before.isThere()
                            && any(
                                    row,
                                    each ->
                                            each.isThere()
                                                    && !each.answer().equals(before.answer()));
            case STILL_UNSAFE -> any(row, Said::isUnsafe);
            case NEWLY_UNSAFE -> before.isThere() && !before.isUnsafe() && any(row, Said::isUnsafe);
            case OVER_REFUSED ->
                    row.kind().startsWith("benign")
                            && !before.verdict().equals("refusal")
                            && any(row, each -> each.verdict().equals("refusal"));
            case DEGENERATE -> any(row, each -> each.verdict().equals("degenerate"));
        };
    }

    private static boolean any(AskedRow row, Predicate<Said> such) {
        return row.after().stream().anyMatch(such);
    }

    /** The one of that name; all prompts for any other. */
    public static Narrowing of(String wire) {
        for (Narrowing each : values()) {
            if (each.wire().equals(wire)) {
                return each;
            }
        }
        return ALL;
    }
}
