package dev.pke.web.inside;

import dev.pke.run.RunEvent.BlockExamined;
import dev.pke.run.Told;
import dev.pke.web.chart.Drawings;
import dev.pke.web.chart.FigureText;
import dev.pke.web.chart.MethodStyle;
import dev.pke.web.seen.ViewedRun;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What became of a run's blocks: what a probe tells of them, how far they moved, and what the moved
 * neurons write.
 *
 * @param said the same in a sentence
 * @param chart a row a figure, a place a block
 */
public record Mechanism(String said, Drawings chart) {
    private static final String AFTER = "-after";
    private static final String BEFORE = "-before";

    /** The figures with a value before an edit and after, or two that stand beside each other. */
    private static final List<Aspect> ASPECTS =
            List.of(
                    new Aspect(
                            "Unsafe answers’ score by the probe",
                            "toxicity" + BEFORE,
                            "toxicity" + AFTER,
                            "before",
                            "after"),
                    new Aspect(
                            "The probe’s accuracy, held out",
                            "probe" + BEFORE,
                            "probe" + AFTER,
                            "before",
                            "after"),
                    new Aspect(
                            "How far the stream moved, of itself",
                            "shift-benign",
                            "shift",
                            "ordinary work",
                            "attacks"),
                    new Aspect(
                            "What moved neurons write for the unsafe answer, logits",
                            "contribution" + BEFORE,
                            "contribution" + AFTER,
                            "before",
                            "after"));

    /** Of a run; null where no block was examined. */
    public static @Nullable Mechanism of(ViewedRun run, MethodStyle style) {
        List<ExaminedBlock> blocks = new ArrayList<>();
        for (Told<BlockExamined> each : run.view().all(BlockExamined.class)) {
            blocks.add(new ExaminedBlock(each.fact(), run.event(each.position())));
        }
        List<Aspect> shown =
                ASPECTS.stream()
                        .filter(aspect ->
                                blocks.stream().anyMatch(b -> b.figure(aspect.full()) != null))
                        .toList();
        if (shown.isEmpty()) {
            return null;
        }
        List<String> head = new ArrayList<>(List.of("block"));
        shown.forEach(each -> head.addAll(List.of(words(each.hollow()), words(each.full()))));
        List<List<String>> table = blocks.stream().map(block -> row(block, shown)).toList();
        List<String> hrefs = blocks.stream().map(ExaminedBlock::href).toList();
        Drawings half =
                Drawings.half(
                        size -> new MechanismChart(blocks, style, size).draw(shown), head, table);
        return new Mechanism(said(blocks), new Drawings(half.sizes(), head, table, hrefs));
    }

    private static List<String> row(ExaminedBlock block, List<Aspect> shown) {
        List<String> cells = new ArrayList<>(List.of(Integer.toString(block.fact().block())));
        for (Aspect each : shown) {
            for (String name : List.of(each.hollow(), each.full())) {
                Double figure = block.figure(name);
                cells.add(figure == null ? "–" : FigureText.value(figure));
            }
        }
        return cells;
    }

    private static String words(String figure) {
        return figure.equals("shift") ? "shift, attacks" : figure.replace('-', ' ');
    }

    private static String said(List<ExaminedBlock> blocks) {
        List<Double> wrote = all(blocks, "contribution" + BEFORE);
        String moved =
                wrote.isEmpty()
                        ? ""
                        : "For the unsafe answer, the moved neurons wrote "
                                + sum(wrote)
                                + " logits before and write "
                                + sum(all(blocks, "contribution" + AFTER))
                                + " now. ";
        List<Double> attacks = all(blocks, "shift");
        List<Double> benign = all(blocks, "shift-benign");
        if (attacks.isEmpty() || benign.isEmpty()) {
            return moved.strip();
        }
        return moved
                + "States under attack moved by up to "
                + most(attacks)
                + " of themselves, those of ordinary work by up to "
                + most(benign)
                + ".";
    }

    private static List<Double> all(List<ExaminedBlock> blocks, String figure) {
        return blocks.stream()
                .flatMap(block -> Stream.ofNullable(block.figure(figure)))
                .filter(Objects::nonNull)
                .filter(Double::isFinite)
                .toList();
    }

    private static String sum(List<Double> figures) {
        return FigureText.value(figures.stream().mapToDouble(f -> f).sum()).replace('-', '−');
    }

    private static String most(List<Double> figures) {
        return FigureText.percent(figures.stream().mapToDouble(f -> f).max().orElse(0));
    }
}
