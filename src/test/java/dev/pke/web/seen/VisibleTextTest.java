package dev.pke.web.seen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.web.seen.VisibleText.Piece;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class VisibleTextTest {
    @Test
    void ordinaryTextStaysOnePiece() {
        String text = "sure , here is <b>it</b>\nin zwölf Zeilen 你好";
        assertEquals(List.of(new Piece(text, "")), VisibleText.of(text));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x200B, 0x200D, 0x202E, 0x2066, 0xAD, 0xFEFF, 0x1B, 0x7F, 0xE0041, 0x3164, 0xA0,
                0xFE0F, 0x2028, 0xE000, 0x9
            })
    void anInvisibleCharacterIsWrittenOut(int invisible) {
        List<Piece> pieces = VisibleText.of("a" + Character.toString(invisible) + "b");
        assertEquals(3, pieces.size(), pieces.toString());
        assertTrue(pieces.get(1).hidden());
        assertEquals(String.format("U+%04X", invisible), pieces.get(1).text());
    }

    @Test
    void aHeapOfMarksOnOneLetterIsWrittenOutFromTheFourthOn() {
        List<Piece> pieces = VisibleText.of("e" + "\u0301".repeat(5));
        assertEquals(new Piece("e" + "\u0301".repeat(3), ""), pieces.getFirst());
        assertEquals(3, pieces.size());
    }

    @Test
    void aLongTextIsFoldedWithoutLosingOrSplittingACharacter() {
        String text = "x".repeat(419) + "😀".repeat(300);
        assertEquals(text, VisibleText.opening(text) + VisibleText.rest(text));
        assertEquals("x".repeat(419), VisibleText.opening(text));
        assertEquals("", VisibleText.rest("short"));
    }
}
