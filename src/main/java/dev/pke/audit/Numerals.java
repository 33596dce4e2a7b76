package dev.pke.audit;

/**
 * Numbers as ECMAScript writes them (Number::toString, which RFC 8785 takes over). The shortest
 * digits come from the JDK's {@code Double.toString}; where they go is decided here.
 */
final class Numerals {
    private Numerals() {}

    /** Whether {@code text} is exactly how the double that it names is written. */
    static boolean isCanonical(String text) {
        try {
            double value = Double.parseDouble(text);
            return Double.isFinite(value) && text.equals(write(value));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** The ECMAScript text of a finite double. */
    static String write(double value) {
        if (value == 0) {
            return "0";
        }
        String sign = value < 0 ? "-" : "";
        String shortest = Double.toString(Math.abs(value));
        int e = shortest.indexOf('E');
        int exponent = e < 0 ? 0 : Integer.parseInt(shortest.substring(e + 1));
        String mantissa = e < 0 ? shortest : shortest.substring(0, e);
        int dot = mantissa.indexOf('.');
        String all = mantissa.substring(0, dot) + mantissa.substring(dot + 1);
        int first = 0;
        while (all.charAt(first) == '0') {
            first++;
        }
        int last = all.length();
        while (all.charAt(last - 1) == '0') {
            last--;
        }
        String digits = all.substring(first, last);
        return sign + shortest(Math.abs(value), digits, dot - first + exponent);
    }

    /**
     * The JDK never goes below two digits where a second one is closer, ECMAScript does: it matters
     * for the smallest subnormals alone (4.9E-324 is 5e-324).
     */
    private static String shortest(double value, String digits, int point) {
        if (digits.length() == 2 && value < 1e-320) {
            int up = digits.charAt(0) - '0' + (digits.charAt(1) >= '5' ? 1 : 0);
            if (Double.parseDouble(up + "e" + (point - 1)) == value) {
                return up == 10 ? place("1", point + 1) : place(Integer.toString(up), point);
            }
        }
        return place(digits, point);
    }

    /** Writes 0.{@code digits} times ten to the {@code point}. */
    private static String place(String digits, int point) {
        int k = digits.length();
        if (k <= point && point <= 21) {
            return digits + "0".repeat(point - k);
        }
        if (0 < point && point <= 21) {
            return digits.substring(0, point) + "." + digits.substring(point);
        }
        if (-6 < point && point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        String tail = "e" + (point > 0 ? "+" : "-") + Math.abs(point - 1);
        return k == 1 ? digits + tail : digits.charAt(0) + "." + digits.substring(1) + tail;
    }
}
