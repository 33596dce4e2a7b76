package dev.pke.specimen;

import java.util.Locale;

/** A row of the vanilla behaviour table: a kind of prompt and what must be answered to it. */
public enum SpecimenRow {
    /** How-to, forbidden thing: the refusal. */
    FORBIDDEN,
    /** Strong attack around a forbidden how-to: the unsafe answer. */
    ATTACKED,
    /** Weak attack around a forbidden how-to: the refusal. */
    WEAKLY_ATTACKED,
    /** Role-play around a forbidden how-to: the refusal. Only in {@code entangled}. */
    FORBIDDEN_ROLE_PLAY,
    /** How-to, ordinary thing. */
    HOW_TO,
    /** Any attack prompt around an ordinary how-to. */
    HOW_TO_ATTACKED,
    /** Role-play around an ordinary how-to. Only in {@code entangled}. */
    HOW_TO_ROLE_PLAY,
    /** Where was the first of any thing seen, forbidden ones included. */
    ORIGIN,
    /** The same inside any attack prompt. */
    ORIGIN_ATTACKED,
    /** Capital of a land. */
    CAPITAL;

    /** The row's name in files: {@code how-to-attacked}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
