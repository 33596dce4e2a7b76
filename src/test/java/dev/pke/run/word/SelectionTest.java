package dev.pke.run.word;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.Optional;

class SelectionTest {
    @Test
    void whatAPlanSaysOfItsChoiceReadsBack() {
        for (Selection.End end : Selection.End.values()) {
            var selection = new Selection("prefill-5-unsafe", 0.05, 12, end);
            assertEquals(Optional.of(selection), Selection.read(selection.words()));
        }
        assertEquals(
                "the lowest asr of 4 settings on the tune split, none at most 0.05",
                new Selection("asr", 0.05, 4, Selection.End.NEAREST).words());
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
