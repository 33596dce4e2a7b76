package dev.pke.web.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.web.seen.Chain;

import org.junit.jupiter.api.Test;

import java.util.Map;

class PageFrameTest {
    private static final Map<String, Object> GONE = Map.of("status", 404, "line", "Not here.");

    private long verified = 5;
    private boolean may = true;
    private final PageFrame frame =
            new PageFrame(() ->
                    Map.of(
                            "chain",
                            new Chain(verified, 1_000_000, 0, ""),
                            "may",
                            may,
                            "looks",
                            1000L));

    @Test
    void aStandingPageIsTheOneThatWouldBeDrawnAnewAndItsChainGoesOn() {
        String first = standing(GONE);
        verified = 123_456;
        String later = standing(GONE);
        assertEquals(frame.page("problem", "404", "", GONE), later);
        assertTrue(later.contains("123,456"));
        assertNotEquals(first, later);
    }

    @Test
    void aStandingPageIsDrawnAnewForOtherReadersAndOtherValues() {
        String first = standing(GONE);
        String other = standing(Map.of("status", 404, "line", "Nor here."));
        assertTrue(other.contains("Nor here."));
        may = false;
        assertEquals(frame.page("problem", "404", "", GONE), standing(GONE));
        may = true;
        assertEquals(first, standing(GONE));
    }

    private String standing(Map<String, Object> own) {
        return frame.standing("problem", "404", "", own);
    }
}
