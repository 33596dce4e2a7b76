package dev.pke.experiment.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How the instances of an edit are taken. */
public enum Protocol {
    /** All at once: one edit. */
    BATCH,
    /** One after the other, each located and edited in the model as those before left it. */
    SEQUENTIAL,
    /** Each in the model as it was: a run an instance. */
    SINGLE;

    static final String KEY = "protocol";
    static final List<String> WORDS = Arrays.stream(values()).map(Protocol::word).toList();

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a plan says; one that doesn't means all at once. */
    static Protocol read(Section edit) {
        return edit.has(KEY) ? valueOf(edit.choice(KEY, WORDS).toUpperCase(Locale.ROOT)) : BATCH;
    }
}
