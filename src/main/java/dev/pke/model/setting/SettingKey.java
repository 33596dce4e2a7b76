package dev.pke.model.setting;

import dev.pke.fault.ModelError;

/**
 * One thing a method can be told.
 *
 * @param name as plans write it
 * @param usual what it is where nobody says otherwise: a Double, a Long or a String
 * @param allowed what it may be
 * @param meaning in a few words
 * @param need whether a plan must say it
 */
public record SettingKey(String name, Object usual, Allowed allowed, String meaning, Need need) {
    /** Whether a plan must say a key of its method. */
    public enum Need {
        /** Each plan says it. */
        SAID,
        /** Left out it is what it usually is; a key that came later than plans were recorded. */
        MAY_BE_LEFT_OUT
    }

    /** One that each plan says. */
    public SettingKey(String name, Object usual, Allowed allowed, String meaning) {
        this(name, usual, allowed, meaning, Need.SAID);
    }

    /** The same, but plans may leave it out. */
    SettingKey optional() {
        return new SettingKey(name, usual, allowed, meaning, Need.MAY_BE_LEFT_OUT);
    }

    public SettingKey {
        if (!usual.equals(allowed.fit(usual))) {
            throw new IllegalArgumentException(
                    name + " is usually " + usual + ", must be " + allowed.told());
        }
        if (meaning.isBlank()) {
            throw new IllegalArgumentException(name + " has no meaning");
        }
    }

    /**
     * A value as it is kept.
     *
     * @throws ModelError where it may not be so
     */
    public Object fitting(Object value) {
        Object fits = allowed.fit(value);
        if (fits == null) {
            throw new ModelError(name + " is " + value + ", must be " + allowed.told());
        }
        return fits;
    }
}
