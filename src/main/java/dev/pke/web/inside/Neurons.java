package dev.pke.web.inside;

import dev.pke.event.Blobs;
import dev.pke.fault.UserError;
import dev.pke.run.RunEvent.ModelFingerprinted;
import dev.pke.run.RunEvent.NeuronsScored;
import dev.pke.run.RunEvent.RegionChosen;
import dev.pke.run.ScoreTable;
import dev.pke.run.Told;
import dev.pke.web.chart.Drawings;
import dev.pke.web.chart.FigureText;
import dev.pke.web.chart.MethodStyle;
import dev.pke.web.chart.Size;
import dev.pke.web.seen.ViewedRun;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The neurons of a run's model, block by block: what they score and which were moved.
 *
 * @param names what they can be scored by, the whole score first
 * @param by the one of these whose scores the lanes hold; "" where none were kept
 * @param marked what became of those that are marked: chosen, and by an edit that ended moved
 */
public record Neurons(List<Lane> lanes, List<String> names, String by, String marked) {
    private static final String WHOLE = "score";
    private static final int MOST_NAMED = 40;

    /** Those of a run by one factor of the score; null while the model's shape is unknown. */
    public static @Nullable Neurons of(ViewedRun viewed, Blobs blobs, String factor) {
        Told<NeuronsScored> told = viewed.view().scores();
        List<String> names = told == null ? List.of() : names(told.fact());
        String by = names.contains(factor) ? factor : names.isEmpty() ? "" : names.getFirst();
        float[][] scores = told == null || by.isEmpty() ? new float[0][] : read(blobs, told, by);
        List<Lane> lanes = lanes(viewed, scores);
        if (lanes == null) {
            return null;
        }
        return new Neurons(lanes, names, scores.length == 0 ? "" : by, marked(viewed));
    }

    /** The same without their scores: what was moved, and no more. */
    public static @Nullable Neurons bare(ViewedRun viewed) {
        List<Lane> lanes = lanes(viewed, new float[0][]);
        return lanes == null ? null : new Neurons(lanes, List.of(), "", marked(viewed));
    }

    private static String marked(ViewedRun viewed) {
        return viewed.view().changes().isEmpty() ? "chosen" : "moved";
    }

    private static @Nullable List<Lane> lanes(ViewedRun viewed, float[][] scores) {
        Told<ModelFingerprinted> base = viewed.view().base();
        if (base == null) {
            return null;
        }
        List<Told<RegionChosen>> regions = viewed.view().regions();
        List<Lane> lanes = new ArrayList<>();
        for (int block = 0; block < base.fact().blocks(); block++) {
            BitSet moved = new BitSet();
            for (Told<RegionChosen> region : regions) {
                if (region.fact().block() == block) {
                    region.fact().neurons().forEach(moved::set);
                }
            }
            float[] row = block < scores.length ? scores[block] : new float[0];
            lanes.add(
                    new Lane(
                            block,
                            base.fact().neuronsPerBlock(),
                            row,
                            moved,
                            "/runs/" + viewed.run() + "/blocks/" + block));
        }
        return List.copyOf(lanes);
    }

    private static List<String> names(NeuronsScored scored) {
        List<String> names = new ArrayList<>(scored.names());
        if (names.remove(WHOLE)) {
            names.addFirst(WHOLE);
        }
        return List.copyOf(names);
    }

    private static float[][] read(Blobs blobs, Told<NeuronsScored> told, String by) {
        String table = told.fact().table();
        try {
            return blobs.has(table) ? ScoreTable.read(blobs, table, by) : new float[0][];
        } catch (UserError damaged) {
            return new float[0][]; // verify says so; a page shows what is there
        }
    }

    /** All blocks drawn, and a table of those in which something moved. */
    public Drawings map(MethodStyle style) {
        return drawn(style, List.of(Size.FULL, Size.WIDE, Size.NARROW));
    }

    /** The same for a place beside others. */
    public Drawings small(MethodStyle style) {
        return drawn(style, List.of(Size.NARROW));
    }

    private Drawings drawn(MethodStyle style, List<Size> sizes) {
        List<List<String>> rows = new ArrayList<>();
        List<String> hrefs = new ArrayList<>();
        for (Lane lane : lanes) {
            if (!lane.moved().isEmpty()) {
                String count = FigureText.count(lane.moved().cardinality());
                rows.add(List.of(Integer.toString(lane.block()), count, named(lane.moved())));
                hrefs.add(lane.href());
            }
        }
        return new Drawings(
                sizes.stream().map(size -> BlockMap.draw(lanes, style, size)).toList(),
                List.of("block", "moved", "neurons"),
                rows,
                hrefs);
    }

    /** The links to each way of scoring them; {@code anchor} is where on its page they lead. */
    public List<Way> ways(String anchor) {
        return names.stream()
                .map(each ->
                        new Way(each.replace('_', ' '), "?by=" + each + anchor, each.equals(by)))
                .toList();
    }

    /** How many were moved. */
    public int moved() {
        return lanes.stream().mapToInt(each -> each.moved().cardinality()).sum();
    }

    /** How many the model has. */
    public long all() {
        return lanes.stream().mapToLong(Lane::neurons).sum();
    }

    /** What the map says, in a sentence. */
    public String words() {
        int moved = moved();
        String which =
                moved == 0
                        ? "No region is chosen yet."
                        : FigureText.count(moved)
                                + " of "
                                + FigureText.count(all())
                                + (moved == 1 ? " neurons was " : " neurons were ")
                                + marked
                                + ": a line at its true place, never a cell of several.";
        String skyline = by.isEmpty() ? "" : " The skyline is the score (square-root scale).";
        return which + skyline + " A block opens to its neurons.";
    }

    private static String named(BitSet moved) {
        if (moved.cardinality() <= MOST_NAMED) {
            String all = moved.toString();
            return all.substring(1, all.length() - 1);
        }
        return moved.nextSetBit(0) + " to " + (moved.length() - 1);
    }
}
