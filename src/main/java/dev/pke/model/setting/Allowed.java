package dev.pke.model.setting;

import org.jspecify.annotations.Nullable;

/** What the value of a key may be: the one place that decides it and says it. */
public sealed interface Allowed permits Range, Seed, Text, Words {
    /** The value as it is kept, or null where it does not fit. */
    @Nullable Object fit(Object given);

    /** What fits, to be read behind "must be". */
    String told();
}
