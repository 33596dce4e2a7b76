package dev.pke.experiment.make;

import java.util.List;

/**
 * What was asked and answered, still to be split and written.
 *
 * @param asked harmful questions asked
 * @param answered those answered under attack, as many as all splits want
 * @param own benign questions answered, for constraints and the pool
 * @param wrapped some of these inside attacks, for the pool
 * @param tuned other benign questions, plain and inside attacks, for choosing settings
 * @param tested others still, for what is reported
 */
public record MadeSet(
        int asked,
        List<Answered> answered,
        List<Answered> own,
        List<Answered> wrapped,
        List<Answered> tuned,
        List<Answered> tested) {
    public MadeSet {
        answered = List.copyOf(answered);
        own = List.copyOf(own);
        wrapped = List.copyOf(wrapped);
        tuned = List.copyOf(tuned);
        tested = List.copyOf(tested);
    }
}
