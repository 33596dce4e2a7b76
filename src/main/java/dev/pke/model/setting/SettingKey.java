package dev.pke.model.setting;

import dev.pke.fault.ModelError;

/**
 * One thing a method can be told.
 *
 * @param name as plans write it
 * @param usual what it is where nobody says otherwise: a Double, a Long or a String
 * @param allowed what it may be
 * @param meaning in a few words
 */
public record SettingKey(String name, Object usual, Allowed allowed, String meaning) {
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
