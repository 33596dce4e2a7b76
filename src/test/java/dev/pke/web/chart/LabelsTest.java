package dev.pke.web.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Marks that lie on each other share one label. */
class LabelsTest {
    @Test
    void marksOfOneHueOnOnePlaceShareTheFirstOnesName() {
        var labels =
                new Labels(
                        List.of(
                                new Labels.Mark("PKE 1", MethodStyle.PKE, 10, 10),
                                new Labels.Mark("DINM", MethodStyle.DINM, 11, 10),
                                new Labels.Mark("PKE 2", MethodStyle.PKE, 12, 13),
                                new Labels.Mark("PKE 6", MethodStyle.PKE, 10, 90),
                                new Labels.Mark("PKE, single", MethodStyle.PKE, 10, 9)),
                        Size.WIDE);
        assertEquals(List.of("PKE 1 and 2 more", "DINM", "", "PKE 6", ""), labels.texts());
    }

    @Test
    void onAPhoneALongNameIsItsFamilys() {
        var mark = new Labels.Mark("random, same blocks 6", MethodStyle.RANDOM, 10, 10);
        var beside = new Labels.Mark("random 2", MethodStyle.RANDOM, 38, 10);
        assertEquals(
                List.of("random and 1 more", ""),
                new Labels(List.of(mark, beside), Size.NARROW).texts());
        assertEquals(
                List.of("random, same blocks 6", "random 2"),
                new Labels(List.of(mark, beside), Size.WIDE).texts());
    }
}
