package dev.pke.experiment.plan;

import dev.pke.fault.Nearest;
import dev.pke.model.setting.Allowed;
import dev.pke.model.setting.Range;
import dev.pke.model.setting.Seed;
import dev.pke.model.setting.Text;
import dev.pke.model.setting.Words;

import org.jspecify.annotations.Nullable;

/** A wrong value as an error repeats it, with what was probably meant. */
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

    /** What it is perhaps a slip of; empty if of nothing. */
    static String hint(Object given, Allowed allowed) {
        return switch (allowed) {
            case Words words -> Nearest.suggestion(given.toString(), words.valid());
            case Range _, Seed _, Text _ -> "";
        };
    }
}
