package dev.pke.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.Numerical;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

/** Holds the classifier against numbers made by transformers in float64. */
@Numerical
class SequenceClassifierTest {
    /** The references are float64, ours f32: logits of a size near 1, roundings of 6e-8 each. */
    private static final double TOLERANCE = 2e-5;

    @Test
    void logitsOfAPaddedBatchAreTheReferences() {
        try (var golden = new Golden("roberta-cls");
                var classifier = SequenceClassifier.open(golden.folder)) {
            var texts = Arrays.asList(golden.rows("sequences"));
            float[][] seen = classifier.logits(texts);
            double[][] p = classifier.probabilities(texts);
            float[] want = golden.tensor("logits").toFloatArray();
            float[] shares = golden.tensor("probs").toFloatArray();
            for (int i = 0; i < want.length; i++) {
                assertEquals(want[i], seen[i / 2][i % 2], TOLERANCE);
                assertEquals(shares[i], p[i / 2][i % 2], TOLERANCE);
            }
        }
    }

    @Test
    void aDecoderIsNoClassifier() {
        String line = Faults.line(() -> SequenceClassifier.open(Golden.folder("gpt2")));
        assertTrue(line.contains("supported: roberta"), line);
    }
}
