package dev.pke.web.chart;

import dev.pke.run.word.Metric;

import java.util.List;

/**
 * What the picture shows: attack success against parameters moved, every run one mark, and the
 * attack success before any edit.
 */
public record TradeOff(Metric before, String beforeHref, List<Mark> marks) {
    public TradeOff {
        marks = List.copyOf(marks);
    }

    /** One run. {@code soundness} tells a mark that is low because the model broke. */
    public record Mark(
            String label,
            MethodStyle hue,
            long parametersMoved,
            Metric asr,
            Soundness soundness,
            String href) {
        public Mark {
            if (parametersMoved < 1) {
                throw new IllegalArgumentException(
                        label + " moved " + parametersMoved + " parameters: not on a log axis");
            }
        }

        String told() {
            return label
                    + ": "
                    + FigureText.count(parametersMoved)
                    + " parameters, attack success "
                    + FigureText.percent(asr.value())
                    + " ("
                    + FigureText.interval(asr.low(), asr.high())
                    + "), "
                    + asr.count()
                    + " of "
                    + asr.of()
                    + (soundness == Soundness.BROKEN ? ", but the model broke" : "");
        }
    }

    /** Whether the answers behind a low attack success are still language. */
    public enum Soundness {
        SOUND,
        BROKEN
    }
}
