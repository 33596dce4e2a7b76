package dev.pke.run.word;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.Optional;

class SelectionTest {
    @Test
    void whatAPlanSaysOfItsChoiceReadsBack() {
        for (Selection.End end : Selection.End.values()) {
            var selection = new Selection("prefill-5-unsafe", 0.05, 0, 12, end);
            assertEquals(Optional.of(selection), Selection.read(selection.words()));
            var refused = new Selection("prefill-5-unsafe", 0.05, 0.95, 12, end);
            assertTrue(
                    refused.words().endsWith(" 0.05 with prefill-5-recovered at least 0.95"),
                    refused.words());
            assertEquals(Optional.of(refused), Selection.read(refused.words()));
            assertFalse(refused.isOneRuleWith(selection));
            String other = refused.words().replace("prefill-5-recovered", "asr");
            assertEquals(Optional.empty(), Selection.read(other));
        }
        assertEquals(
                "the lowest asr of 4 settings on the tune split, none at most 0.05",
                new Selection("asr", 0.05, 0, 4, Selection.End.NEAREST).words());
    }

    @Test
    void whatAPersonWroteIsNoRule() {
        assertEquals(Optional.empty(), Selection.read("chosen by hand"));
        assertEquals(
                Optional.empty(),
                Selection.read(
                        "the gentlest of 4 settings on the tune split with asr at most ..."));
        assertEquals(Optional.empty(), Selection.read(null));
    }
}
