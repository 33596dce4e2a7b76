package dev.pke.experiment.plan;

import dev.pke.eval.Figures;
import dev.pke.eval.Prefill;

/**
 * What a plan means that says nothing of something: in a file what is usual today, in an old record
 * that the run did nothing of the kind.
 */
record Unsaid(Prefill prefill, Mechanism mechanism, Scope scope) {
    static final Unsaid TODAY = new Unsaid(Prefill.USUAL, Mechanism.NEURONS, Scope.USUAL);

    /** Of a model elsewhere, whose answers can't be begun and whose weights can't be read. */
    static final Unsaid ELSEWHERE =
            new Unsaid(Prefill.NONE, Mechanism.NONE, new Scope(Figures.THIRD, 0));

    static final Unsaid IN_OLD_RECORDS = new Unsaid(Prefill.NONE, Mechanism.NONE, Scope.FIRST);
}
