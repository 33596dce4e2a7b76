package dev.pke.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.pke.run.word.Metric;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class DepthTest {
    private static final Metric SOME = new Metric(0.5, 1, 2, 0.1, 0.9);

    @Test
    void depthsStandByTheirTokensAndTheFixedOpeningLast() {
        Map<String, Metric> metrics =
                Map.of(
                        "asr", SOME,
                        "prefill-affirmative-unsafe", SOME,
                        "prefill-10-unsafe", SOME,
                        "prefill-3-unsafe", SOME,
                        "prefill-3-recovered", SOME,
                        "benign-prefill-3-kept", SOME);
        List<Depth> depths = Depth.of(metrics);
        assertEquals(List.of("3", "10", "affirmative"), depths.stream().map(Depth::begun).toList());
        assertEquals(SOME, depths.getFirst().recovered());
        assertEquals(SOME, depths.getFirst().kept());
        assertNull(depths.getFirst().refused());
        assertNull(depths.getLast().kept());
        assertEquals(5, metrics.keySet().stream().filter(Depth::owns).count());
    }

    @Test
    void aRecordWithoutBegunAnswersHasNoDepths() {
        assertEquals(List.of(), Depth.of(Map.of("asr", SOME)));
    }
}
