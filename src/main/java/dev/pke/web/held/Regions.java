package dev.pke.web.held;

import dev.pke.run.RunEvent.RegionChosen;
import dev.pke.run.Told;
import dev.pke.web.seen.ViewedRun;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which neurons several edits chose in common: how alike every two regions are, by block, and the
 * neurons that more than one of them moved.
 *
 * @param more shared neurons beyond those listed
 */
public record Regions(List<RegionRow> rows, List<SharedNeuron> shared, int more) {
    private static final int MOST_RUNS = 12;
    private static final int MOST_SHARED = 24;

    /** Of the runs that chose a region; null for fewer than two. */
    public static @Nullable Regions of(
            List<ViewedRun> views, List<String> names, List<String> hues) {
        List<Integer> known = new ArrayList<>();
        List<Map<Integer, BitSet>> chosen = new ArrayList<>();
        for (int i = 0; i < views.size() && known.size() < MOST_RUNS; i++) {
            Map<Integer, BitSet> blocks = blocks(views.get(i));
            if (!blocks.isEmpty()) {
                known.add(i);
                chosen.add(blocks);
            }
        }
        if (known.size() < 2) {
            return null;
        }
        List<RegionRow> rows = new ArrayList<>();
        for (int a = 0; a < known.size(); a++) {
            List<RegionCell> cells = new ArrayList<>();
            String run = views.get(known.get(a)).run();
            for (int b = 0; b < known.size(); b++) {
                String href = "/diff?a=" + run + "&b=" + views.get(known.get(b)).run();
                cells.add(
                        a == b
                                ? new RegionCell("–", "", "")
                                : cell(chosen.get(a), chosen.get(b), href));
            }
            int size = chosen.get(a).values().stream().mapToInt(BitSet::cardinality).sum();
            int i = known.get(a);
            rows.add(new RegionRow(names.get(i), hues.get(i), "/runs/" + run, "" + size, cells));
        }
        List<SharedNeuron> shared = shared(views, names, known, chosen);
        int listed = Math.min(MOST_SHARED, shared.size());
        return new Regions(rows, shared.subList(0, listed), shared.size() - listed);
    }

    private static Map<Integer, BitSet> blocks(ViewedRun viewed) {
        Map<Integer, BitSet> blocks = new TreeMap<>();
        for (Told<RegionChosen> each : viewed.view().regions()) {
            BitSet set = blocks.computeIfAbsent(each.fact().block(), _ -> new BitSet());
            each.fact().neurons().forEach(set::set);
        }
        return blocks;
    }

    private static RegionCell cell(Map<Integer, BitSet> a, Map<Integer, BitSet> b, String href) {
        var all = new TreeSet<>(a.keySet());
        all.addAll(b.keySet());
        int both = 0;
        int either = 0;
        List<String> said = new ArrayList<>();
        for (int block : all) {
            BitSet common = copy(a.get(block));
            BitSet union = copy(a.get(block));
            common.and(copy(b.get(block)));
            union.or(copy(b.get(block)));
            both += common.cardinality();
            either += union.cardinality();
            said.add(
                    "block %d: %d of %d"
                            .formatted(block, common.cardinality(), union.cardinality()));
        }
        String told = both == 0 ? "0" : String.format(Locale.ROOT, "%.2f", (double) both / either);
        return new RegionCell(told, String.join(", ", said), href);
    }

    private static BitSet copy(@Nullable BitSet set) {
        return set == null ? new BitSet() : (BitSet) set.clone();
    }

    /** The neurons that the most edits share first. */
    private static List<SharedNeuron> shared(
            List<ViewedRun> views,
            List<String> names,
            List<Integer> known,
            List<Map<Integer, BitSet>> chosen) {
        Map<Integer, Map<Integer, List<Integer>>> moved = new TreeMap<>();
        for (int k = 0; k < known.size(); k++) {
            int i = known.get(k);
            chosen.get(k)
                    .forEach((block, set) ->
                            set.stream()
                                    .forEach(neuron ->
                                            moved.computeIfAbsent(block, _ -> new TreeMap<>())
                                                    .computeIfAbsent(neuron, _ -> new ArrayList<>())
                                                    .add(i)));
        }
        List<SharedNeuron> shared = new ArrayList<>();
        moved.forEach((block, neurons) ->
                neurons.forEach((neuron, runs) -> {
                    if (runs.size() > 1) {
                        String run = views.get(runs.getFirst()).run();
                        shared.add(
                                new SharedNeuron(
                                        block,
                                        neuron,
                                        "/runs/" + run + "/neurons/" + block + "/" + neuron,
                                        runs.stream().map(names::get).toList()));
                    }
                }));
        shared.sort((x, y) -> y.names().size() - x.names().size());
        return shared;
    }
}
