package dev.pke.model;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** A classifier's numbers are held by the golden case; here, what is none. */
class SequenceClassifierTest {
    @Test
    void aDecoderIsNoClassifier() {
        String line = Faults.line(() -> SequenceClassifier.open(Golden.folder("gpt2")));
        assertTrue(line.contains("supported: roberta"), line);
    }
}
