package dev.pke.web.inside;

import dev.pke.web.chart.Drawings;
import dev.pke.web.chart.FigureText;
import dev.pke.web.chart.MethodStyle;
import dev.pke.web.seen.Refusal;
import dev.pke.web.seen.ViewedRun;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Everything the page of one block of one run shows: every neuron, ranked and at its place. */
public record BlockPage(
        ViewedRun viewed,
        int block,
        int last,
        int neurons,
        String finding,
        String hue,
        List<Way> factors,
        Drawings drawing,
        List<Ranked> ranked) {
    private static final int RANKED = 24;

    /**
     * The page.
     *
     * @param asked a neuron that a reader looks for, -1 for none
     */
    public static BlockPage of(
            ViewedRun viewed, Neurons neurons, int block, int asked, MethodStyle style) {
        if (block >= neurons.lanes().size()) {
            int most = neurons.lanes().size() - 1;
            throw Refusal.notFound("This model has blocks 0 to " + most + ".");
        }
        Lane lane = neurons.lanes().get(block);
        if (asked >= lane.neurons()) {
            throw Refusal.notFound("A block has neurons 0 to " + (lane.neurons() - 1) + ".");
        }
        String neuron = "/runs/" + viewed.run() + "/neurons/" + block + "/";
        return new BlockPage(
                viewed,
                block,
                neurons.lanes().size() - 1,
                lane.neurons(),
                finding(lane, neurons.marked()),
                style.css(),
                neurons.ways(""),
                Drawings.full(
                        size -> BlockRows.draw(lane, neuron, style, size),
                        List.of(),
                        List.of(),
                        List.of()),
                ranked(lane, neuron, asked));
    }

    private static String finding(Lane lane, String marked) {
        int moved = lane.moved().cardinality();
        String which =
                moved == 0
                        ? "No neuron of block " + lane.block() + " was " + marked
                        : FigureText.count(moved)
                                + " of the "
                                + FigureText.count(lane.neurons())
                                + " neurons of block "
                                + lane.block()
                                + (moved == 1 ? " was " : " were ")
                                + marked;
        int best = lane.best();
        return best < 0
                ? which + "."
                : which + "; neuron " + FigureText.count(best) + " scores highest.";
    }

    private static List<Ranked> ranked(Lane lane, String neuron, int asked) {
        List<Integer> order =
                IntStream.range(0, lane.scores().length)
                        .boxed()
                        .sorted(Comparator.comparingDouble((Integer i) -> -lane.scores()[i]))
                        .toList();
        List<Ranked> ranked = new ArrayList<>();
        for (int rank = 0; rank < order.size(); rank++) {
            int i = order.get(rank);
            boolean shown = asked >= 0 ? i == asked : rank < RANKED;
            if (shown) {
                ranked.add(
                        new Ranked(
                                rank + 1,
                                i,
                                FigureText.value(lane.scores()[i]),
                                lane.moved().get(i),
                                neuron + i));
            }
        }
        if (order.isEmpty()) {
            lane.moved().stream()
                    .filter(i -> asked < 0 || i == asked)
                    .limit(RANKED)
                    .forEach(i -> ranked.add(new Ranked(0, i, "–", true, neuron + i)));
        }
        return List.copyOf(ranked);
    }
}
