package dev.pke.web.inside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.web.chart.MethodStyle;
import dev.pke.web.chart.Size;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;

class BlockMapTest {
    private static final int NEURONS = 11_008;
    private static final int BLOCKS = 32;

    @Test
    void aMovedNeuronIsALineOfTwoPixelsAtItsPlaceAndAWholeLayerIsOneBar() {
        BitSet few = new BitSet();
        few.set(0);
        few.set(5_504);
        BitSet all = new BitSet();
        all.set(0, NEURONS);
        String drawn =
                BlockMap.draw(
                                List.of(lane(0, few), lane(1, all), lane(2, new BitSet())),
                                MethodStyle.PKE,
                                Size.WIDE)
                        .markup();
        List<String> moved = paths(drawn, "moved");
        // 918 pixels from 30 on: the first neuron, the middle one, and all of a layer
        assertEquals(List.of("M30 0h2v12h-2zM489 0h2v12h-2z", "M30 0h918v12h-918z"), flat(moved));
        assertTrue(drawn.contains("block 0: 2 of 11,008 neurons moved; highest score 4"));
    }

    @Test
    void atSevenBillionTheMapIsSmallAndOneTabStop() {
        List<Lane> lanes = new ArrayList<>();
        for (int block = 0; block < BLOCKS; block++) {
            BitSet moved = new BitSet();
            for (int i = 0; i < 11; i++) {
                moved.set((i * 997 + block) % NEURONS);
            }
            lanes.add(lane(block, moved));
        }
        String drawn = BlockMap.draw(lanes, MethodStyle.PKE, Size.FULL).markup();
        assertTrue(drawn.length() < 120_000, drawn.length() + " characters");
        assertEquals(1, drawn.split("tabindex=\"0\"", -1).length - 1);
        assertEquals(BLOCKS, drawn.split("<a ", -1).length - 1);
    }

    @Test
    void oneBlockShowsEveryNeuronAtItsOwnPlace() {
        BitSet moved = new BitSet();
        moved.set(NEURONS - 1);
        Lane lane = lane(5, moved);
        for (Size size : List.of(Size.FULL, Size.WIDE, Size.NARROW)) {
            String drawn = BlockRows.draw(lane, "/n/", MethodStyle.PKE, size).markup();
            int rows = rects(drawn, "ground").size();
            assertTrue((double) NEURONS / rows * 1.5 <= size.width(), rows + " rows");
            assertTrue(drawn.contains("href=\"/n/11007\""));
            assertTrue(drawn.length() < 140_000, drawn.length() + " characters");
        }
    }

    private static Lane lane(int block, BitSet moved) {
        var scores = new float[NEURONS];
        for (int i = 0; i < NEURONS; i++) {
            scores[i] = (i * 31 % 97) / 97f;
        }
        scores[5_504] = 4;
        return new Lane(block, NEURONS, scores, moved, "/runs/r/blocks/" + block);
    }

    /** Paths without the heights they begin at. */
    private static List<String> flat(List<String> paths) {
        return paths.stream()
                .map(each -> each.replaceAll("M([\\d.]+) [\\d.]+", "M$1 0"))
                .map(each -> each.replaceAll("v\\d+", "v12"))
                .toList();
    }

    private static List<String> paths(String drawn, String css) {
        return Pattern.compile("<path class=\"" + css + "\" d=\"([^\"]*)\"/>")
                .matcher(drawn)
                .results()
                .map(each -> each.group(1))
                .toList();
    }

    private static List<String> rects(String drawn, String css) {
        return Pattern.compile("<rect class=\"" + css + "\"[^>]*>")
                .matcher(drawn)
                .results()
                .map(each -> each.group())
                .toList();
    }
}
