package dev.pke.web.seen;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A model's text as pieces fit to be shown: ordinary runs of characters, and each invisible or
 * direction-changing character by its name, since an answer may hide words in them.
 */
public final class VisibleText {
    /** A piece of text; {@code hidden} pieces are the written-out name of one character. */
    public record Piece(String text, String meaning) {
        public boolean hidden() {
            return !meaning.isEmpty();
        }
    }

    private static final int FOLD = 420;
    private static final int MOST = 4_000;
    private static final int MARKS_IN_A_ROW = 3;

    private VisibleText() {}

    /** The whole text in pieces. */
    public static List<Piece> of(String text) {
        List<Piece> pieces = new ArrayList<>();
        var plain = new StringBuilder();
        int marks = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            marks = isMark(c) ? marks + 1 : 0;
            if (marks > MARKS_IN_A_ROW || isInvisible(c)) {
                if (!plain.isEmpty()) {
                    pieces.add(new Piece(plain.toString(), ""));
                    plain.setLength(0);
                }
                pieces.add(named(c));
            } else {
                plain.appendCodePoint(c);
            }
        }
        if (!plain.isEmpty()) {
            pieces.add(new Piece(plain.toString(), ""));
        }
        return pieces;
    }

    /** What is shown before a long text is unfolded; the whole text where it is short. */
    public static String opening(String text) {
        if (text.length() <= FOLD) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(FOLD - 1)) ? FOLD - 1 : FOLD;
        return text.substring(0, end);
    }

    /** What {@link #opening} leaves out; empty for a short text. */
    public static String rest(String text) {
        return text.substring(opening(text).length());
    }

    /** As much of a text as one page holds of it; the whole where it is short. */
    public static String cut(String text) {
        if (!isCut(text)) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MOST - 1)) ? MOST - 1 : MOST;
        return text.substring(0, end);
    }

    /** Whether a text is longer than one page holds of it. */
    public static boolean isCut(String text) {
        return text.length() > MOST;
    }

    private static Piece named(int c) {
        String code = String.format(Locale.ROOT, "U+%04X", c);
        String name = Character.getName(c);
        return new Piece(code, name == null ? "unassigned" : name.toLowerCase(Locale.ROOT));
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    private static boolean isInvisible(int c) {
        if (c == '\n') {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            case Character.SPACE_SEPARATOR -> c != ' ';
            default -> isBlank(c);
        };
    }

    /** Letters and marks that draw nothing: fillers, joiners, variation selectors. */
    private static boolean isBlank(int c) {
        return c == 0x034F
                || c == 0x115F
                || c == 0x1160
                || c == 0x17B4
                || c == 0x17B5
                || c == 0x2800
                || c == 0x3164
                || c == 0xFFA0
                || (c >= 0xFE00 && c <= 0xFE0F)
                || (c >= 0xE0100 && c <= 0xE01EF);
    }
}
