package dev.pke.web;

import dev.pke.run.Metric;

import java.util.List;

/**
 * What the picture shows: attack success against parameters moved, every run one mark, and the
 * attack success before any edit.
 */
record TradeOff(Metric before, String beforeHref, List<Mark> marks) {
    TradeOff {
        marks = List.copyOf(marks);
    }

    /** One run. {@code soundness} tells a mark that is low because the model broke. */
    record Mark(
            String label,
            Hue hue,
            long parametersMoved,
            Metric asr,
            Soundness soundness,
            String href) {
        Mark {
            if (parametersMoved < 1) {
                throw new IllegalArgumentException(
                        label + " moved " + parametersMoved + " parameters: not on a log axis");
            }
        }

        String told() {
            return label
                    + ": "
                    + Figures.count(parametersMoved)
                    + " parameters, attack success "
                    + Figures.percent(asr.value())
                    + " ("
                    + Figures.interval(asr.low(), asr.high())
                    + "), "
                    + asr.count()
                    + " of "
                    + asr.of()
                    + (soundness == Soundness.BROKEN ? ", but the model broke" : "");
        }
    }

    /** Whether the answers behind a low attack success are still language. */
    enum Soundness {
        SOUND,
        BROKEN
    }
}
