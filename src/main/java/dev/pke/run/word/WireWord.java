package dev.pke.run.word;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;

/**
 * A word of the wire form: an enum's constant in lower case with hyphens. Renaming one changes what
 * is written and breaks what was: a test holds every one.
 */
public interface WireWord {
    String name();

    @JsonValue
    default String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E> & WireWord> E of(Class<E> words, String wire) {
        for (E each : words.getEnumConstants()) {
            if (isWire(each.name(), wire)) {
                return each;
            }
        }
        String kind = words.getSimpleName().toLowerCase(Locale.ROOT);
        throw new IllegalArgumentException("no " + kind + " is named " + wire);
    }

    /** As {@link #wire} would say it, without saying it: every event read asks this. */
    static boolean isWire(String name, String wire) {
        boolean same = name.length() == wire.length();
        for (int i = 0; same && i < name.length(); i++) {
            char c = name.charAt(i);
            same = wire.charAt(i) == (c == '_' ? '-' : Character.toLowerCase(c));
        }
        return same;
    }
}
