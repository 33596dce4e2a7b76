package dev.pke.model.setting;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;

/**
 * The numbers a key may be, both ends among them; NaN and infinities never are.
 *
 * @param least {@link Double#MIN_VALUE} where it must only be above 0
 * @param kind whether it counts something
 */
public record Range(double least, double most, Kind kind) implements Allowed {
    /** What the numbers are. */
    public enum Kind {
        NUMBER,
        WHOLE
    }

    public Range {
        if (!(least <= most) || Double.isInfinite(least) || Double.isInfinite(most)) {
            throw new IllegalArgumentException("no range: " + least + " to " + most);
        }
    }

    /** Numbers from {@code least} to {@code most}. */
    public static Range numbers(double least, double most) {
        return new Range(least, most, Kind.NUMBER);
    }

    /** Numbers above 0, up to {@code most}. */
    public static Range above0(double most) {
        return new Range(Double.MIN_VALUE, most, Kind.NUMBER);
    }

    /** Whole numbers from {@code least} to {@code most}, both of which an int can be. */
    public static Range whole(int least, int most) {
        return new Range(least, most, Kind.WHOLE);
    }

    /** A Double, or a Long where the range is of whole numbers (1e3 is one). */
    @Override
    public @Nullable Object fit(Object given) {
        if (!(given instanceof Number number)) {
            return null;
        }
        double value = number.doubleValue() + 0.0; // -0.0 is 0
        if (!(value >= least && value <= most)) {
            return null;
        }
        if (kind == Kind.NUMBER) {
            return value;
        }
        return value == Math.rint(value) ? (Object) (long) value : null;
    }

    @Override
    public String told() {
        String what = kind == Kind.WHOLE ? "a whole number " : "a number ";
        return least == Double.MIN_VALUE
                ? what + "above 0, at most " + brief(most)
                : what + "from " + brief(least) + " to " + brief(most);
    }

    /** Every digit and no exponent: people read these ends. */
    private static String brief(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
