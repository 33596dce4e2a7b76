package dev.pke.event;

/** Strings as RFC 8785 spells them: the fewest escapes, and no lone surrogates. */
final class JsonText {
    private static final String HEX = "0123456789abcdef";
    private static final char REPLACEMENT = '\ufffd';

    private JsonText() {}

    /** The string with every lone surrogate replaced by U+FFFD. */
    static String wellFormed(String s) {
        for (int i = 0; i < s.length(); i++) {
            if (isLone(s, i)) {
                StringBuilder out = new StringBuilder(s);
                for (int j = i; j < s.length(); j++) {
                    if (isLone(s, j)) {
                        out.setCharAt(j, REPLACEMENT);
                    }
                }
                return out.toString();
            }
        }
        return s;
    }

    /** Whether the unit at i is a surrogate without its other half. */
    static boolean isLone(CharSequence s, int i) {
        char c = s.charAt(i);
        if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
            return false;
        }
        return Character.isHighSurrogate(c)
                ? i + 1 == s.length() || !Character.isLowSurrogate(s.charAt(i + 1))
                : i == 0 || !Character.isHighSurrogate(s.charAt(i - 1));
    }

    static void quote(StringBuilder out, String s) {
        out.append('"');
        int plain = 0;
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c >= ' ' && c != '"' && c != '\\' && !isLone(s, i)) {
                continue;
            }
            out.append(s, plain, i);
            plain = i + 1;
            escape(out, c);
        }
        out.append(s, plain, s.length()).append('"');
    }

    private static void escape(StringBuilder out, char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> {
                if (c < ' ') {
                    out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
                } else {
                    out.append(REPLACEMENT);
                }
            }
        }
    }
}
