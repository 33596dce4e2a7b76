package dev.pke.experiment.make;

import dev.pke.fault.ModelError;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps questions apart: the same words twice would lie in two splits, and a harmful question among
 * benign ones would teach the opposite of what it is tested on.
 */
public final class Distinct {
    /** What is done about a question that is there already. */
    public enum Twice {
        REFUSE,
        DROP
    }

    private final Twice twice;
    private final Map<String, Question> known = new HashMap<>();
    private int dropped;

    public Distinct(Twice twice) {
        this.twice = twice;
    }

    /** Those that were not there yet. */
    public List<Question> of(List<Question> questions) {
        List<Question> fresh = new ArrayList<>();
        for (Question each : questions) {
            Question other = known.putIfAbsent(each.words(), each);
            if (other == null) {
                fresh.add(each);
            } else if (twice == Twice.REFUSE) {
                throw new ModelError(
                        "%s asks what %s asks: --drop-duplicates keeps the first"
                                .formatted(each.where(), other.where()));
            } else {
                dropped++;
            }
        }
        return fresh;
    }

    /** How many were left out. */
    public int dropped() {
        return dropped;
    }
}
