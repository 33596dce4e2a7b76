package dev.pke.run.tally;

import dev.pke.run.word.Metric;

/** When two figures are one, and when a figure is not what its own counts come to. */
final class Figures {
    /** How far a share may be from the recorded one: the rounding of one division and one root. */
    private static final double CLOSE = 1e-9;

    private Figures() {}

    /** Whether a figure that can't be counted again contradicts its counts: a share does. */
    static boolean isBroken(String name, Metric metric) {
        boolean possible = metric.of() > 0 && metric.count() <= metric.of();
        return isShare(name)
                && (!possible || isFar(Metric.share(metric.count(), metric.of()), metric));
    }

    private static boolean isShare(String name) {
        return switch (name) {
            case "benign-correct", "refusal-loops", "won", "lost", "kqa", "kqa-contains" -> true;
            default -> name.endsWith("-kept");
        };
    }

    /** Whether a figure is another than the recorded one. */
    static boolean isFar(Metric own, Metric recorded) {
        return own.count() != recorded.count()
                || own.of() != recorded.of()
                || isFar(own.value(), recorded.value())
                || isFar(own.low(), recorded.low())
                || isFar(own.high(), recorded.high());
    }

    private static boolean isFar(double own, double recorded) {
        boolean none = Double.isNaN(own) && Double.isNaN(recorded);
        return !none && !(Math.abs(own - recorded) <= CLOSE);
    }
}
