package dev.pke.event;

import java.math.BigDecimal;

/**
 * The text of a double as ECMAScript's Number::toString writes it, which RFC 8785 prescribes.
 *
 * <p>The digits come from {@link Double#toString(double)}, which since JDK 19 gives the shortest
 * decimal that reads back as the same double, with one difference: it never gives fewer than two
 * digits and then takes the two-digit decimal nearest to the value (4.9E-324) where ECMAScript
 * takes one digit if one is enough (5e-324).
 */
final class EcmaNumber {
    private static final double LARGEST_EXACT = 0x1p53;

    /** From here to {@link #JAVA_ENDS} Java and ECMAScript write what is no integer alike. */
    private static final double JAVA_BEGINS = 1e-3;

    private static final double JAVA_ENDS = 1e7;

    private EcmaNumber() {}

    /** The text of a finite double. */
    static String text(double x) {
        StringBuilder out = new StringBuilder(24);
        append(out, x);
        return out.toString();
    }

    static void append(StringBuilder out, double x) {
        if (!Double.isFinite(x)) {
            throw new IllegalArgumentException("not a finite number: " + x);
        }
        if (x == Math.rint(x) && Math.abs(x) <= LARGEST_EXACT) {
            out.append((long) x);
            return;
        }
        double size = Math.abs(x);
        if (JAVA_BEGINS <= size && size < JAVA_ENDS) {
            out.append(x);
            return;
        }
        if (x < 0) {
            out.append('-');
        }
        String java = Double.toString(size);
        int e = java.indexOf('E');
        int exponent = e < 0 ? 0 : Integer.parseInt(java, e + 1, java.length(), 10);
        String mantissa = e < 0 ? java : java.substring(0, e);
        int point = mantissa.indexOf('.');
        String digits = mantissa.substring(0, point) + mantissa.substring(point + 1);
        int scale = point + exponent; // value = 0.digits * 10^scale
        int start = 0;
        while (digits.charAt(start) == '0') {
            start++;
            scale--;
        }
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        digits = digits.substring(start, end);
        if (digits.length() == 2) {
            BigDecimal one = oneDigit(size, digits, scale);
            if (one != null) {
                digits = one.unscaledValue().toString().substring(0, 1);
                scale = one.precision() - one.scale();
            }
        }
        layout(out, digits, scale);
    }

    private static @org.jspecify.annotations.Nullable BigDecimal oneDigit(
            double size, String two, int scale) {
        BigDecimal exact = new BigDecimal(size);
        BigDecimal low = BigDecimal.valueOf(two.charAt(0) - '0', 1 - scale);
        BigDecimal high = BigDecimal.valueOf(two.charAt(0) - '0' + 1, 1 - scale);
        boolean lowFits = low.doubleValue() == size;
        boolean highFits = high.doubleValue() == size;
        if (lowFits && highFits) {
            return exact.subtract(low).compareTo(high.subtract(exact)) <= 0 ? low : high;
        }
        return lowFits ? low : highFits ? high : null;
    }

    private static void layout(StringBuilder out, String digits, int n) {
        int k = digits.length();
        if (k <= n && n <= 21) {
            out.append(digits).repeat('0', n - k);
        } else if (0 < n && n <= 21) {
            out.append(digits, 0, n).append('.').append(digits, n, k);
        } else if (-6 < n && n <= 0) {
            out.append("0.").repeat('0', -n).append(digits);
        } else {
            out.append(digits.charAt(0));
            if (k > 1) {
                out.append('.').append(digits, 1, k);
            }
            out.append('e').append(n - 1 < 0 ? '-' : '+').append(Math.abs(n - 1));
        }
    }
}
