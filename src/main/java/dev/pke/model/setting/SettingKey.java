package dev.pke.model.setting;

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
}
