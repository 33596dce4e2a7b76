package dev.pke.experiment.plan;

import org.jspecify.annotations.Nullable;

/** A wrong value as an error repeats it. */
final class Shown {
    /** The most of it. */
    private static final int MOST = 60;

    private Shown() {}

    /** A value in a piece of one line; texts that look like something else in quotes. */
    static String of(@Nullable Object value) {
        String text = value instanceof byte[] ? "binary" : String.valueOf(value);
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        if (line.length() > MOST) {
            line = line.substring(0, MOST) + "…";
        }
        boolean odd = text.isBlank() || !Character.isLetter(text.codePointAt(0));
        return value instanceof String && odd ? "the text \"" + line + "\"" : line;
    }
}
