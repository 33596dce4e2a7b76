package dev.pke.web.diff;

import dev.pke.diff.PairedPart;
import dev.pke.diff.RecordedEdit;
import dev.pke.diff.RecordedModel.When;
import dev.pke.diff.RecordedPair;
import dev.pke.diff.TensorPair;
import dev.pke.web.chart.Drawings;
import dev.pke.web.chart.FigureText;
import dev.pke.web.chart.TensorCell;
import dev.pke.web.chart.TensorGrid;

import java.util.ArrayList;
import java.util.List;

/** Everything the page about two models shows: what differs, by how much, and what proves it. */
public record DiffPage(
        String finding,
        DiffSide a,
        DiffSide b,
        List<String> cautions,
        boolean proven,
        Drawings grid,
        List<DiffLine> lines,
        List<TensorPart> parts,
        List<Overlap> overlap,
        List<TensorPair> proof,
        List<EventProof> events) {
    private static final int MOST_LINKS = 24;
    private static final int MOST_PARTS = 4;

    /**
     * The page.
     *
     * @param only the tensor that it shows alone, with all its neurons; "" for the whole
     */
    static DiffPage of(RecordedPair pair, Beside beside, String only, List<EventProof> events) {
        List<TensorPair> different =
                pair.different().stream()
                        .filter(each -> only.isEmpty() || each.name().equals(only))
                        .toList();
        String address = address(beside);
        return new DiffPage(
                finding(pair, beside),
                beside.a(),
                beside.b(),
                cautions(beside),
                isProven(pair),
                grid(pair, beside, address),
                different.stream().map(each -> line(each, address)).toList(),
                different.stream()
                        .limit(MOST_PARTS)
                        .map(each -> TensorPart.of(each, beside))
                        .toList(),
                beside.isOfTwo() && pair.isOneBase() ? Overlap.of(pair) : List.of(),
                pair.tensors(),
                events);
    }

    private static String address(Beside beside) {
        return "/diff?a=" + beside.a().name() + "&b=" + beside.b().name();
    }

    /** Its own address. */
    public String address() {
        return "/diff?a=" + a.name() + "&b=" + b.name();
    }

    /** The same as JSON. */
    public String json() {
        return "/api" + address();
    }

    public String command() {
        return "pke diff " + a.name() + " " + b.name();
    }

    /** Whether two edits are held against each other. */
    public boolean isOfTwo() {
        return !a.viewed().run().equals(b.viewed().run());
    }

    /** Tensors with equal digests. */
    public long same() {
        return proof.stream().filter(each -> each.kind() == TensorPair.Kind.SAME).count();
    }

    private static boolean isProven(RecordedPair pair) {
        return holds(pair.a().edit(), pair.a().when()) && holds(pair.b().edit(), pair.b().when());
    }

    private static boolean holds(RecordedEdit edit, When when) {
        return when == When.AFTER
                ? edit.isProven()
                : edit.digestBefore().equals(edit.base().fact().digest());
    }

    private static String finding(RecordedPair pair, Beside beside) {
        int same = pair.same();
        int all = pair.tensors().size();
        int other = all - same;
        if (!pair.isOneBase()) {
            return "These two began from different models: "
                    + FigureText.count(same)
                    + " of "
                    + FigureText.count(all)
                    + " tensors are equal to the bit.";
        }
        if (other == 0) {
            return "All " + FigureText.count(all) + " tensors are equal to the bit.";
        }
        boolean counted =
                pair.different().stream().allMatch(each -> each.kind() == TensorPair.Kind.VALUES);
        long elements = counted ? pair.elements() : beside.b().model().edit().elements();
        String what =
                counted || !beside.isOfTwo()
                        ? FigureText.count(elements)
                                + " of "
                                + FigureText.count(pair.a().edit().base().fact().parameters())
                                + " parameters differ, in "
                                + FigureText.count(other)
                        : "They differ in " + FigureText.count(other);
        return what + " of " + FigureText.count(all) + " tensors" + rest(same);
    }

    private static String rest(int same) {
        return switch (same) {
            case 0 -> ".";
            case 1 -> "; the other one is equal to the bit.";
            default -> "; the other " + FigureText.count(same) + " are equal to the bit.";
        };
    }

    private static List<String> cautions(Beside beside) {
        List<String> cautions = new ArrayList<>();
        for (DiffSide side : List.of(beside.a(), beside.b())) {
            RecordedEdit edit = side.model().edit();
            if (side.model().when() == When.AFTER && edit.saved() == null) {
                cautions.add(
                        "The run "
                                + side.viewed().run()
                                + " has saved no edited model: what is below is what its edit"
                                + " recorded.");
            } else if (!holds(edit, side.model().when())) {
                cautions.add(
                        "The digest of "
                                + side.name()
                                + " does not follow from its tensors’ digests: nothing proves that"
                                + " the rest is equal.");
            }
            if (!edit.fault().isEmpty() && side.model().when() == When.AFTER) {
                cautions.add("Single values are not shown: " + edit.fault() + ".");
            }
            if (side.viewed().origin() != null) {
                cautions.add(
                        side.name()
                                + ": recorded elsewhere; this server can't know who did or whether"
                                + " it was done.");
            }
        }
        return cautions.stream().distinct().toList();
    }

    private static Drawings grid(RecordedPair pair, Beside beside, String address) {
        boolean links = pair.different().size() <= MOST_LINKS;
        List<TensorCell> cells = new ArrayList<>();
        for (TensorPair each : pair.tensors()) {
            boolean same = each.kind() == TensorPair.Kind.SAME;
            boolean known = each.kind() == TensorPair.Kind.VALUES;
            PairedPart whole = each.values().whole();
            double share = known ? (double) whole.differing() / each.elements() : Double.NaN;
            cells.add(
                    new TensorCell(
                            each.name(),
                            each.block(),
                            same ? 0 : share,
                            known ? beside.hue(whole.mover()) : "hue-none",
                            same || !links ? "" : address + "&tensor=" + each.name()));
        }
        return Drawings.wide(size -> TensorGrid.draw(cells, size), List.of(), List.of());
    }

    private static DiffLine line(TensorPair each, String address) {
        PairedPart whole = each.values().whole();
        boolean known = each.kind() == TensorPair.Kind.VALUES;
        return new DiffLine(
                each.name(),
                known
                        ? FigureText.count(whole.differing())
                                + " of "
                                + FigureText.count(each.elements())
                        : each.kind() == TensorPair.Kind.ALONE
                                ? "only on one side"
                                : "other digest",
                known ? FigureText.value(whole.l2()) : "–",
                known ? FigureText.percent((double) whole.differing() / each.elements()) : "–",
                address + "&tensor=" + each.name());
    }
}
