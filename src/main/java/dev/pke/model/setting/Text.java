package dev.pke.model.setting;

import org.jspecify.annotations.Nullable;

/** A text of a person's own, or the folder it names. */
public record Text(Kind kind) implements Allowed {
    /** A prompt of more is no judge's template. */
    private static final int MOST_CHARACTERS = 20_000;

    private static final int MOST_OF_A_LINE = 1000;

    /** What a key says where it means no text at all. */
    public static final String NONE = "none";

    /** What the text is. */
    public enum Kind {
        /** One line. */
        LINE,
        /** Of any lines. */
        LINES,
        /** A folder, relative to where it is said; {@code none} where there is none. */
        FOLDER
    }

    @Override
    public @Nullable Object fit(Object given) {
        if (!(given instanceof String text) || text.isBlank() || text.length() > most()) {
            return null;
        }
        boolean oneLine = text.codePoints().noneMatch(Character::isISOControl);
        return kind == Kind.LINES || oneLine ? text : null;
    }

    /** The most characters it may have. */
    public int most() {
        return kind == Kind.LINES ? MOST_CHARACTERS : MOST_OF_A_LINE;
    }

    @Override
    public String told() {
        return switch (kind) {
            case LINE -> "a text of one line, at most " + MOST_OF_A_LINE + " characters";
            case LINES -> "a text of at most " + MOST_CHARACTERS + " characters";
            case FOLDER -> "a folder";
        };
    }

    /** A key's text: empty where it says none. */
    public static String of(String said) {
        return said.equals(NONE) ? "" : said;
    }
}
