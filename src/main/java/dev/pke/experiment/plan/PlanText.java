package dev.pke.experiment.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.fault.UserError;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.stream.IntStream;

/** The text of a plan's file, which is UTF-8, as other programs may have saved it otherwise. */
final class PlanText {
    /** The largest plan anyone has written by hand is a thousandth of it. */
    private static final int MOST_BYTES = 1 << 20;

    private PlanText() {}

    /** The text, without a byte-order mark; {@link UserError} in one line for other encodings. */
    static String decode(String file, byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw new UserError(
                    "%s: %d bytes, a plan has at most %d; is it a plan?"
                            .formatted(file, bytes.length, MOST_BYTES));
        }
        if (startsAsUtf16(bytes) || IntStream.range(0, bytes.length).anyMatch(i -> bytes[i] == 0)) {
            throw new UserError(
                    file + ": UTF-16 or no text at all, must be UTF-8: save it as UTF-8");
        }
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException malformed) {
            throw new UserError(
                    "%s: line %d is not UTF-8 (perhaps Latin-1): save the file as UTF-8"
                            .formatted(file, line(bytes)),
                    malformed);
        }
    }

    private static boolean startsAsUtf16(byte[] bytes) {
        return bytes.length >= 2 && (bytes[0] & bytes[1] & 0xfe) == 0xfe && bytes[0] != bytes[1];
    }

    /** The line of the first byte that is not UTF-8. */
    private static long line(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        UTF_8.newDecoder().decode(in, CharBuffer.allocate(bytes.length), true);
        return 1 + IntStream.range(0, in.position()).filter(i -> bytes[i] == '\n').count();
    }
}
