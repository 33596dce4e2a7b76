package dev.pke.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.List;

class TextTableTest {
    private static final List<List<String>> ROWS =
            List.of(
                    List.of("  figure", "before", "after"),
                    List.of("  asr", "73.1 % (64-81)", "0.0 % (0-3)"));

    @Test
    void aTableThatFitsIsATable() {
        assertEquals(
                List.of("  figure  before          after", "  asr     73.1 % (64-81)  0.0 % (0-3)"),
                TextTable.fitting(40, ROWS));
    }

    @Test
    void oneThatIsTooWideIsABlockARowUnderItsFirstCell() {
        assertEquals(
                List.of("  asr", "    before 73.1 % (64-81), after", "    0.0 % (0-3)"),
                TextTable.fitting(34, ROWS));
    }
}
