package dev.pke.experiment.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.fault.UserError;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The text of a plan's file, which is UTF-8, as other programs may have saved it otherwise. */
final class PlanText {
    /** The line that the YAML reader means, of all it names the last. */
    private static final Pattern LINE = Pattern.compile("line ([0-9]+), column");

    private PlanText() {}

    /** The text, without a byte-order mark; {@link UserError} in one line for other encodings. */
    static String decode(String file, byte[] bytes) {
        if (bytes.length > WrittenPlan.MOST_BYTES) {
            throw new UserError(
                    "%s: more than %d bytes, the most a plan may have; is it a plan?"
                            .formatted(file, WrittenPlan.MOST_BYTES));
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

    /** Refuses what an alias stands for, which would be read as the alias's name. */
    static void mustNameNothing(String file, YAMLMapper yaml, String text) {
        try (JsonParser parser = yaml.createParser(text)) {
            while (parser.nextToken() != null) {
                if (parser instanceof YAMLParser each && each.isCurrentAlias()) {
                    throw new UserError(
                            "%s: line %d: *%s stands for something else, which plans can't say:"
                                            .formatted(
                                                    file,
                                                    parser.currentTokenLocation().getLineNr(),
                                                    parser.getString())
                                    + " write the value itself");
                }
            }
        }
    }

    /** What is wrong with a text that is no YAML, and on which line. */
    static UserError notYaml(String file, JacksonException malformed) {
        String told = malformed.getOriginalMessage();
        var where = malformed.getLocation();
        String line = where == null ? "" : ": line " + where.getLineNr();
        Matcher at = LINE.matcher(told);
        while (at.find()) {
            line = ": line " + at.group(1);
        }
        String what =
                told.lines()
                        .filter(each -> !each.isBlank() && !each.startsWith(" "))
                        .filter(each -> !each.startsWith("while "))
                        .findFirst()
                        .orElse(told.lines().findFirst().orElse(told))
                        .replaceFirst(" exceeds the maximum allowed \\((\\d+).*", " is over $1");
        String hint =
                what.startsWith("expected <block end>")
                        ? ": is it indented as its neighbours are?"
                        : "";
        return new UserError("%s%s: not YAML: %s%s".formatted(file, line, what, hint), malformed);
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
