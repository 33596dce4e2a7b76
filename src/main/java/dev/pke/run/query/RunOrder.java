package dev.pke.run.query;

import dev.pke.fault.UserError;

import java.util.Comparator;

/**
 * How runs are sorted: by a field, from the least on, or with a minus before its name from the
 * greatest on; runs without the figure come last either way, and those alike newest first.
 */
public final class RunOrder {
    /** By the clock, since positions of two logs can't be compared. */
    private static final Comparator<Line> NEWEST =
            Comparator.comparing((Line line) -> line.run().timing().startedAt())
                    .thenComparingLong(line -> line.run().timing().startedPosition())
                    .reversed();

    private final String text;
    private final Comparator<Line> order;

    private RunOrder(String text, Comparator<Line> order) {
        this.text = text;
        this.order = order;
    }

    /** Reads {@code asr} or {@code -asr}; "" is newest first. */
    public static RunOrder parse(String text) {
        if (text.isEmpty()) {
            return new RunOrder(text, NEWEST);
        }
        boolean down = text.startsWith("-");
        String name = down ? text.substring(1) : text;
        Field field = Field.of(name);
        if (field == null) {
            throw new UserError(
                    "no run can be sorted by "
                            + name
                            + "; did you mean "
                            + Field.nearest(name)
                            + "?");
        }
        Comparator<Line> order = field.isNumber() ? byNumber(field, down) : byWord(field, down);
        return new RunOrder(text, order.thenComparing(NEWEST));
    }

    private static Comparator<Line> byNumber(Field field, boolean down) {
        Comparator<Line> order =
                Comparator.comparingDouble(line -> down ? -field.number(line) : field.number(line));
        return Comparator.comparing((Line line) -> Double.isNaN(field.number(line)))
                .thenComparing(order);
    }

    private static Comparator<Line> byWord(Field field, boolean down) {
        Comparator<Line> order = Comparator.comparing(line -> String.join(" ", field.words(line)));
        return Comparator.comparing((Line line) -> field.words(line).isEmpty())
                .thenComparing(down ? order.reversed() : order);
    }

    /** The order as it was given. */
    public String text() {
        return text;
    }

    /** Runs in this order. */
    public Comparator<Line> comparator() {
        return order;
    }
}
