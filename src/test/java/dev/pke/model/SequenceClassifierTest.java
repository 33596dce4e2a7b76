package dev.pke.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

/** Holds the classifier against numbers made by transformers in float64. */
class SequenceClassifierTest {
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
                assertEquals(want[i], seen[i / 2][i % 2], 2e-5);
                assertEquals(shares[i], p[i / 2][i % 2], 2e-5);
            }
        }
    }

    @Test
    void aDecoderIsNoClassifier() {
        String line = Faults.line(() -> SequenceClassifier.open(Golden.folder("gpt2")));
        assertTrue(line.contains("supported: roberta"), line);
    }
}
