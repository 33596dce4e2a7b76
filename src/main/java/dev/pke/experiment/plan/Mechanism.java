package dev.pke.experiment.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a run records of how its edit works. */
public enum Mechanism {
    /** Nothing. */
    NONE,
    /** What the neurons that moved say, before and after. */
    NEURONS,
    /** And what became of every block: probes, shifts, contributions. */
    ALL;

    private static final String KEY = "mechanism";

    static final List<String> WORDS = Arrays.stream(values()).map(Mechanism::word).toList();

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Mechanism read(Section edit, Mechanism unsaid) {
        if (edit.has(KEY)) {
            return valueOf(edit.choice(KEY, WORDS).toUpperCase(Locale.ROOT));
        }
        if (unsaid != NONE) {
            edit.derive(KEY, unsaid.word());
        }
        return unsaid;
    }
}
