package dev.pke.web.diff;

import dev.pke.diff.PairedPart;
import dev.pke.diff.PairedValue;
import dev.pke.diff.PairedValues;
import dev.pke.diff.RecordedEdit;
import dev.pke.diff.RecordedModel;
import dev.pke.diff.RecordedPair;
import dev.pke.diff.TensorPair;
import dev.pke.run.RunEvent.RegionChosen;
import dev.pke.run.RunSummary;
import dev.pke.run.Told;
import dev.pke.web.chart.Drawings;
import dev.pke.web.chart.FigureText;
import dev.pke.web.chart.MethodStyle;
import dev.pke.web.chart.ValueStrip;
import dev.pke.web.seen.Naming;
import dev.pke.web.seen.Refusal;
import dev.pke.web.seen.ViewedRun;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Everything the page of one neuron of one run shows: why it was chosen and how it moved. */
public record NeuronPage(
        ViewedRun viewed,
        int block,
        int neuron,
        String finding,
        String under,
        String hue,
        List<NeuronScore> scores,
        @Nullable Says says,
        List<NeuronLink> events,
        List<NeuronMoves> moves,
        String earlier,
        String later,
        List<AlsoMoved> also) {

    static NeuronPage of(
            ViewedRun viewed,
            RecordedEdit edit,
            NeuronPlace place,
            Scores scores,
            List<AlsoMoved> also) {
        var base = edit.base().fact();
        if (place.block() >= base.blocks() || place.neuron() >= base.neuronsPerBlock()) {
            throw Refusal.notFound(
                    "This model has blocks 0 to %d with neurons 0 to %d."
                            .formatted(base.blocks() - 1, base.neuronsPerBlock() - 1));
        }
        RunSummary run = viewed.view().summary();
        String method = run == null ? "" : run.method();
        String hue = MethodStyle.of(method).css();
        RecordedPair pair =
                RecordedPair.of(
                        new RecordedModel(edit, RecordedModel.When.BEFORE),
                        new RecordedModel(edit, RecordedModel.When.AFTER));
        List<NeuronMoves> moves = new ArrayList<>();
        for (TensorPair tensor : pair.tensors()) {
            if (tensor.block() == place.block() && tensor.width() > 0) {
                List<PairedValue> values = tensor.values().of(place.neuron());
                if (!values.isEmpty()) {
                    moves.add(moves(tensor, values, place, hue));
                }
            }
        }
        List<PairedPart> order = order(pair, place.block());
        return new NeuronPage(
                viewed,
                place.block(),
                place.neuron(),
                finding(pair, place),
                Naming.method(method) + " on " + base.name() + unread(edit),
                hue,
                scores(scores, place),
                Says.of(viewed.view(), place),
                events(viewed, edit, scores, place),
                moves,
                beside(viewed, order, place, -1),
                beside(viewed, order, place, 1),
                also);
    }

    private static String unread(RecordedEdit edit) {
        return edit.fault().isEmpty() ? "" : ". Its values can’t be read: " + edit.fault();
    }

    private static NeuronMoves moves(
            TensorPair tensor, List<PairedValue> values, NeuronPlace place, String hue) {
        PairedPart part =
                tensor.values().neurons().stream()
                        .filter(each -> each.neuron() == place.neuron())
                        .findFirst()
                        .orElseThrow();
        List<ValueStrip.Pair> pairs =
                values.stream().map(each -> new ValueStrip.Pair(each.a(), each.b())).toList();
        int from = Math.min(place.from(), Math.max(0, values.size() - 1));
        List<PairedValue> shown =
                values.subList(from, Math.min(values.size(), from + NeuronMoves.PAGE));
        String said =
                FigureText.count(part.differing())
                        + " elements differ, ‖Δ‖ "
                        + FigureText.value(part.l2())
                        + ", "
                        + TensorPart.percent(part.relative())
                        + " of what the "
                        + tensor.lies()
                        + " was; the largest change is "
                        + FigureText.value(part.largest());
        return new NeuronMoves(
                tensor.name(),
                tensor.lies(),
                said,
                Drawings.wide(size -> ValueStrip.draw(pairs, hue, size), List.of(), List.of()),
                shown.stream().map(ValueRow::of).toList(),
                from,
                values.size());
    }

    private static String finding(RecordedPair pair, NeuronPlace place) {
        long moved = 0;
        double l2 = 0;
        double was = 0;
        for (TensorPair tensor : pair.tensors()) {
            if (tensor.block() == place.block()) {
                for (PairedPart part : tensor.values().neurons()) {
                    if (part.neuron() == place.neuron()) {
                        moved += part.differing();
                        l2 = Math.hypot(l2, part.l2());
                        was =
                                Math.hypot(
                                        was,
                                        part.relative() == 0 ? 0 : part.l2() / part.relative());
                    }
                }
            }
        }
        String who = "Neuron " + place.neuron() + " of block " + place.block();
        if (moved == 0) {
            boolean unread = !pair.b().edit().fault().isEmpty();
            return unread ? who + ": what moved can’t be shown." : who + " was not moved.";
        }
        return who
                + ": "
                + FigureText.count(moved)
                + (moved == 1 ? " parameter" : " parameters")
                + " moved, by "
                + TensorPart.percent(was == 0 ? 0 : l2 / was)
                + " of what they were.";
    }

    private static List<NeuronScore> scores(Scores scores, NeuronPlace place) {
        List<NeuronScore> lines = new ArrayList<>();
        for (Map.Entry<String, float[][]> table : scores.tables().entrySet()) {
            float[][] all = table.getValue();
            double value = Scores.value(all, place.block(), place.neuron());
            if (!Double.isNaN(value)) {
                lines.add(
                        new NeuronScore(
                                table.getKey(),
                                FigureText.value(value),
                                FigureText.count(Scores.rank(all, place.block(), place.neuron())),
                                FigureText.count((long) all.length * all[0].length)));
            }
        }
        return lines;
    }

    private static List<NeuronLink> events(
            ViewedRun viewed, RecordedEdit edit, Scores scores, NeuronPlace place) {
        List<NeuronLink> links = new ArrayList<>();
        var scored = scores.event();
        if (scored != null) {
            links.add(link(viewed, "scored", "every neuron’s score, as a table", scored));
        }
        for (Told<RegionChosen> each : viewed.view().regions()) {
            if (each.fact().block() == place.block()
                    && each.fact().neurons().contains(place.neuron())) {
                String least =
                        "the least score kept was " + FigureText.value(each.fact().threshold());
                links.add(link(viewed, "chosen", least, each));
            }
        }
        edit.changed().values().stream()
                .filter(each -> each.block() == place.block())
                .filter(each -> each.event().fact().neurons().contains(place.neuron()))
                .forEach(each -> {
                    links.add(link(viewed, "moved", each.name(), each.event()));
                    String delta = each.event().fact().delta();
                    links.add(new NeuronLink("every old and new bit", "a blob", "/blobs/" + delta));
                });
        return links.stream().distinct().toList();
    }

    private static NeuronLink link(ViewedRun viewed, String what, String words, Told<?> told) {
        return new NeuronLink(what, words, viewed.event(told.position()));
    }

    /** The moved neurons of a block, the most moved first. */
    private static List<PairedPart> order(RecordedPair pair, int block) {
        return pair.tensors().stream()
                .filter(each -> each.block() == block)
                .map(TensorPair::values)
                .map(PairedValues::neurons)
                .filter(each -> !each.isEmpty())
                .max(Comparator.comparingInt(List::size))
                .orElse(List.of());
    }

    /** The page of the neuron that moved a little more or less; "" at the ends. */
    private static String beside(
            ViewedRun viewed, List<PairedPart> order, NeuronPlace place, int step) {
        for (int i = 0; i < order.size(); i++) {
            int other = i + step;
            if (order.get(i).neuron() == place.neuron() && other >= 0 && other < order.size()) {
                return "/runs/"
                        + viewed.run()
                        + "/neurons/"
                        + place.block()
                        + "/"
                        + order.get(other).neuron();
            }
        }
        return "";
    }
}
