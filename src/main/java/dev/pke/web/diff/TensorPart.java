package dev.pke.web.diff;

import dev.pke.diff.Mover;
import dev.pke.diff.PairedPart;
import dev.pke.diff.PairedValue;
import dev.pke.diff.RecordedTensor;
import dev.pke.diff.TensorPair;
import dev.pke.web.chart.ColumnStrip;
import dev.pke.web.chart.Drawings;
import dev.pke.web.chart.FigureText;
import dev.pke.web.chart.Size;
import dev.pke.web.chart.StripLine;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One tensor of two models as a page shows it: how much of it differs, in which neurons, and the
 * events that moved it.
 *
 * @param relativeMoved ‖Δ‖ over the norm of the same elements before
 * @param relativeTensor the same over the norm of the whole tensor; "–" where that is not known
 * @param values single values, where no neurons are known
 */
public record TensorPart(
        String name,
        String said,
        String kind,
        String l2,
        String relativeMoved,
        String relativeTensor,
        String largest,
        List<TensorSource> sources,
        @Nullable Drawings strip,
        List<NeuronLine> neurons,
        int more,
        List<PairedValue> values) {
    private static final int NEURONS = 12;
    private static final int VALUES = 64;
    private static final int LINKED = 24;

    static TensorPart of(TensorPair pair, Beside beside) {
        PairedPart whole = pair.values().whole();
        List<PairedPart> neurons = pair.values().neurons();
        int most = beside.most() > 0 ? beside.most() : NEURONS;
        List<NeuronLine> lines =
                neurons.stream().limit(most).map(each -> line(pair, each, beside)).toList();
        List<PairedValue> values = new ArrayList<>();
        for (int i = 0; neurons.isEmpty() && i < Math.min(VALUES, pair.values().count()); i++) {
            values.add(pair.values().value(i));
        }
        boolean known = pair.kind() == TensorPair.Kind.VALUES;
        return new TensorPart(
                pair.name(),
                said(pair, whole, neurons.size()),
                kind(pair),
                known ? FigureText.value(whole.l2()) : event(pair, beside, "l2"),
                known ? percent(whole.relative()) : event(pair, beside, "relative"),
                ofTensor(whole.l2(), pair, beside),
                known ? FigureText.value(whole.largest()) : event(pair, beside, "linf"),
                sources(pair, beside),
                neurons.isEmpty() ? null : strip(pair, neurons, beside),
                lines,
                neurons.size() - lines.size(),
                values);
    }

    private static String kind(TensorPair pair) {
        String shape =
                pair.shape().isEmpty() ? "" : " " + pair.shape().toString().replace(", ", " × ");
        return (pair.dtype() + shape).strip();
    }

    private static String said(TensorPair pair, PairedPart whole, int neurons) {
        return switch (pair.kind()) {
            case VALUES ->
                    FigureText.count(whole.differing())
                            + " of "
                            + FigureText.count(pair.elements())
                            + " elements differ"
                            + (neurons == 0
                                    ? ""
                                    : ", in "
                                            + FigureText.count(neurons)
                                            + " of "
                                            + FigureText.count(pair.width())
                                            + " neurons (each a "
                                            + pair.lies()
                                            + ")");
            case DIGESTS -> "other digests; single values are not known here";
            case ALONE -> "only one of the two models has it";
            case UNKNOWN -> "the record does not say what became of it";
            case SAME -> "equal to the bit";
        };
    }

    /** What the event says of a tensor whose values are not laid out here. */
    private static String event(TensorPair pair, Beside beside, String which) {
        RecordedTensor only = pair.left() == null ? pair.right() : pair.left();
        if (only == null || beside.isOfTwo()) {
            return "–";
        }
        var said = only.event().fact();
        return switch (which) {
            case "l2" -> FigureText.value(said.l2());
            case "linf" -> FigureText.value(said.linf());
            default -> percent(said.relative());
        };
    }

    private static String ofTensor(double l2, TensorPair pair, Beside beside) {
        Double norm = beside.norms().get(pair.name());
        boolean known = norm != null && norm > 0 && pair.kind() == TensorPair.Kind.VALUES;
        return known ? percent(l2 / Objects.requireNonNull(norm)) : "–";
    }

    /** A ratio in percent, with as many digits as say something: "201 %", "0.43 %". */
    static String percent(double ratio) {
        return FigureText.value(100 * ratio) + "\u00a0%";
    }

    private static NeuronLine line(TensorPair pair, PairedPart each, Beside beside) {
        Mover mover = each.mover();
        long rank = beside.scores().rank(pair.block(), each.neuron());
        double score = beside.scores().score(pair.block(), each.neuron());
        return new NeuronLine(
                each.neuron(),
                beside.isOfTwo() ? beside.whose(mover) : "",
                beside.hue(mover),
                FigureText.count(each.differing()),
                FigureText.value(each.l2()),
                percent(each.relative()),
                ofTensor(each.l2(), pair, beside),
                FigureText.value(each.largest()),
                Double.isNaN(score) ? "–" : FigureText.value(score),
                rank == 0 ? "–" : FigureText.count(rank),
                beside.href(mover, pair.block(), each.neuron()));
    }

    private static List<TensorSource> sources(TensorPair pair, Beside beside) {
        List<TensorSource> sources = new ArrayList<>();
        if (pair.left() != null) {
            sources.add(source("A", pair.left(), beside.a()));
        }
        if (pair.right() != null) {
            sources.add(source("B", pair.right(), beside.b()));
        }
        return sources;
    }

    private static TensorSource source(String whose, RecordedTensor moved, DiffSide side) {
        long position = moved.event().position();
        return new TensorSource(
                whose, side.viewed().event(position), position, moved.event().fact().delta());
    }

    private static Drawings strip(TensorPair pair, List<PairedPart> neurons, Beside beside) {
        boolean two = beside.isOfTwo();
        List<String> lanes = two ? List.of("only A", "both", "only B") : List.of("");
        List<StripLine> lines = new ArrayList<>();
        for (PairedPart each : neurons) {
            Mover mover = each.mover();
            int lane = !two || mover == Mover.A ? 0 : mover == Mover.BOTH ? 1 : 2;
            String told =
                    "neuron "
                            + each.neuron()
                            + ": "
                            + FigureText.count(each.differing())
                            + " elements, ‖Δ‖ "
                            + FigureText.value(each.l2());
            lines.add(
                    new StripLine(
                            each.neuron(),
                            each.l2(),
                            lane,
                            beside.hue(mover),
                            told,
                            neurons.size() > LINKED
                                    ? ""
                                    : beside.href(mover, pair.block(), each.neuron())));
        }
        return new Drawings(
                Stream.of(Size.WIDE, Size.NARROW)
                        .map(size -> ColumnStrip.draw(pair.width(), lines, lanes, size))
                        .toList(),
                List.of(),
                List.of());
    }
}
