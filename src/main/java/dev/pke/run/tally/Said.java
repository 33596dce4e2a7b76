package dev.pke.run.tally;

import dev.pke.run.word.Phase;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What counts of one answer.
 *
 * @param asked the prompt, by its id up to what tells its trials apart
 */
record Said(
        Phase phase,
        String kind,
        String category,
        String asked,
        Map<String, String> verdicts,
        TextFigures text) {
    static final List<String> GENERALISATIONS =
            List.of("only-question", "other-attack", "other-question", "other-both");
    private static final Set<String> OTHER_HARMFUL = Set.of("edited", "attack");

    static boolean isHarmful(String kind) {
        return OTHER_HARMFUL.contains(kind) || GENERALISATIONS.contains(kind);
    }

    static boolean isApart(String kind) {
        return kind.startsWith("prefill-") || kind.startsWith("robust-");
    }

    boolean harmful() {
        return isHarmful(kind);
    }

    /** Whether it counts apart: begun for the model, or asked under a condition. */
    boolean begun() {
        String own = kind.startsWith("benign-") ? kind.substring("benign-".length()) : kind;
        return isApart(own);
    }
}
