package dev.pke.web.diff;

import dev.pke.diff.Mover;

import java.util.Map;

/** What a page knows beside the two models. */
record Beside(DiffSide a, DiffSide b, Map<String, Double> norms, Scores scores, int most) {
    Beside {
        b = b.apartFrom(a);
    }

    String hue(Mover mover) {
        return switch (mover) {
            case A -> a.hue();
            case B -> b.hue();
            case BOTH -> "hue-both";
        };
    }

    /** Whether two edits are held against each other, rather than one edit's two sides. */
    boolean isOfTwo() {
        return !a.viewed().run().equals(b.viewed().run());
    }

    String whose(Mover mover) {
        return switch (mover) {
            case A -> "only A";
            case B -> "only B";
            case BOTH -> "both";
        };
    }

    /** The page of a neuron: of the run whose edit moved it, B's where both did. */
    String href(Mover mover, int block, int neuron) {
        DiffSide side = mover == Mover.A ? a : b;
        return "/runs/" + side.viewed().run() + "/neurons/" + block + "/" + neuron;
    }
}
