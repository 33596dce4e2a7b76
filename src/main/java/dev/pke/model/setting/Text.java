package dev.pke.model.setting;

import org.jspecify.annotations.Nullable;

/** A free text of one line; {@code none} says that there is none. */
public record Text() implements Allowed {
    /** What a key says where it means no text at all. */
    public static final String NONE = "none";

    private static final int MOST = 1000;

    /** The text itself, or null where it is blank, too long or of several lines. */
    @Override
    public @Nullable Object fit(Object given) {
        boolean fits =
                given instanceof String text
                        && !text.isBlank()
                        && text.length() <= MOST
                        && text.codePoints().noneMatch(Character::isISOControl);
        return fits ? given : null;
    }

    @Override
    public String told() {
        return "a text of one line, at most " + MOST + " characters";
    }

    /** A key's text: empty where it says none. */
    public static String of(String said) {
        return said.equals(NONE) ? "" : said;
    }
}
