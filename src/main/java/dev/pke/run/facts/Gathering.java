package dev.pke.run.facts;

import dev.pke.run.Fact;
import dev.pke.run.RunEvent.StepTaken;
import dev.pke.run.Told;

import java.util.ArrayList;
import java.util.List;

/** Facts being put behind others, one by one; lives inside one fold only. */
public final class Gathering {
    private static final int LARGEST = 4_096; // a live run's last piece is made anew with each fact

    private final List<Piece> pieces;
    private final List<Told<Fact>> whole = new ArrayList<>();
    private final List<Told<StepTaken>> steps = new ArrayList<>();

    /** Goes on behind facts, which stay as they are. */
    public Gathering(Facts before) {
        pieces = new ArrayList<>(before.pieces());
        if (!pieces.isEmpty() && pieces.getLast().size() < LARGEST) {
            switch (pieces.removeLast()) {
                case Piece.Whole last -> whole.addAll(last.told());
                case Steps last -> steps.addAll(last.told());
            }
        }
    }

    /** Puts a fact behind the last. */
    public void add(Told<Fact> told) {
        Told<StepTaken> step = told.as(StepTaken.class);
        if (step == null) {
            endSteps();
            whole.add(told);
            if (whole.size() == LARGEST) {
                endWhole();
            }
            return;
        }
        endWhole();
        if (!steps.isEmpty() && !Steps.areAlike(steps.getFirst(), step)) {
            endSteps();
        }
        steps.add(step);
        if (steps.size() == LARGEST) {
            endSteps();
        }
    }

    private void endWhole() {
        if (!whole.isEmpty()) {
            pieces.add(new Piece.Whole(whole));
            whole.clear();
        }
    }

    private void endSteps() {
        if (!steps.isEmpty()) {
            pieces.add(Steps.of(steps));
            steps.clear();
        }
    }

    /** All of them as of now. */
    public Facts done() {
        endWhole();
        endSteps();
        return Facts.of(pieces);
    }
}
