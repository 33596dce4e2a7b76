package dev.pke.event;

/**
 * One pass over a text that finds where it stops being the RFC 8785 spelling of a JSON object,
 * without building the value: appending and verifying do this for every event.
 */
final class CanonicalCheck {
    private static final int NOWHERE = -1;

    private final String text;
    private int at;

    CanonicalCheck(String text) {
        this.text = text;
    }

    int firstFault() {
        boolean good = text.length() <= CanonicalJson.MAX_LENGTH && is('{') && value(0);
        return good && at == text.length() ? NOWHERE : at;
    }

    private boolean value(int depth) {
        if (depth > CanonicalJson.MAX_DEPTH || at >= text.length()) {
            return false;
        }
        return switch (text.charAt(at)) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        };
    }

    private boolean object(int depth) {
        at++;
        if (take('}')) {
            return true;
        }
        int before = NOWHERE;
        int beforeEnd = NOWHERE;
        do {
            int start = at;
            if (!is('"') || !string()) {
                return false;
            }
            if (before != NOWHERE && !isAscending(before, beforeEnd, start)) {
                at = start;
                return false;
            }
            before = start;
            beforeEnd = at;
            if (!take(':') || !value(depth + 1)) {
                return false;
            }
        } while (take(','));
        return take('}');
    }

    private boolean array(int depth) {
        at++;
        if (take(']')) {
            return true;
        }
        do {
            if (!value(depth + 1)) {
                return false;
            }
        } while (take(','));
        return take(']');
    }

    private boolean string() {
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return true;
            }
            if (c == '\\') {
                if (!escape()) {
                    return false;
                }
            } else if (c < ' ' || JsonText.isLone(text, at)) {
                return false;
            }
        }
        return false;
    }

    /** Leaves {@code at} on the escape's last character, or on its first if it isn't canonical. */
    private boolean escape() {
        int start = at;
        char c = at + 1 < text.length() ? text.charAt(at + 1) : '?';
        if ("btnfr\"\\".indexOf(c) >= 0) {
            at++;
            return true;
        }
        if (c == 'u' && at + 6 <= text.length() && text.startsWith("00", at + 2)) {
            int high = "01".indexOf(text.charAt(at + 4));
            int low = "0123456789abcdef".indexOf(text.charAt(at + 5));
            boolean shorter = high == 0 && (low >= 8 && low <= 13 && low != 11);
            if (high >= 0 && low >= 0 && !shorter) {
                at += 5;
                return true;
            }
        }
        at = start;
        return false;
    }

    /** Whether the key spelled from {@code start} to here comes after one spelled before it. */
    private boolean isAscending(int before, int beforeEnd, int start) {
        int i = before + 1;
        int k = start + 1;
        for (; i < beforeEnd - 1 && k < at - 1; i++, k++) {
            char one = text.charAt(i);
            char other = text.charAt(k);
            if (one == '\\' || other == '\\') { // spelled otherwise than it compares
                return unescaped(before, beforeEnd).compareTo(unescaped(start, at)) < 0;
            }
            if (one != other) {
                return one < other;
            }
        }
        return beforeEnd - before < at - start;
    }

    private String unescaped(int from, int to) {
        return String.valueOf(new JsonParser(text.substring(from, to)).parse());
    }

    private boolean number() {
        int start = at;
        int end = at;
        boolean digits = true;
        for (; end < text.length(); end++) {
            char c = text.charAt(end);
            if (c < '0' || c > '9') {
                if (c != '-' && c != '.' && c != '+' && c != 'e') {
                    break;
                }
                digits &= c == '-' && end == start;
            }
        }
        int first = start < end && text.charAt(start) == '-' ? start + 1 : start;
        int length = end - first;
        boolean plain = digits && length > 0 && length <= 15;
        if (plain && (text.charAt(first) != '0' || (length == 1 && first == start))) {
            at = end;
            return true;
        }
        if (plain || length == 0 || !spelledCanonically(start, end)) {
            return false;
        }
        at = end;
        return true;
    }

    private boolean spelledCanonically(int start, int end) {
        String spelled = text.substring(start, end);
        try {
            double x = Double.parseDouble(spelled);
            if (!Double.isFinite(x)) {
                return false;
            }
            StringBuilder canonical = new StringBuilder(24);
            EcmaNumber.append(canonical, x);
            return spelled.contentEquals(canonical);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private boolean word(String word) {
        if (!text.startsWith(word, at)) {
            return false;
        }
        at += word.length();
        return true;
    }

    private boolean is(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private boolean take(char c) {
        if (is(c)) {
            at++;
            return true;
        }
        return false;
    }
}
