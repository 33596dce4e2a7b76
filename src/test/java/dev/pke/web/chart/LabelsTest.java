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
                                new Labels.Mark("PKE, single", MethodStyle.PKE, 10, 9)));
        assertEquals(List.of("PKE 1 and 2 more", "DINM", "", "PKE 6", ""), labels.texts());
    }
}
