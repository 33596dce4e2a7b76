package dev.pke.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.experiment.plan.Plan;
import dev.pke.experiment.plan.PlanTest;
import dev.pke.fault.UserError;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Shipped plans, broken by seed in the ways that files break: each is a plan or one line. */
class PlanMutationTest {
    private static final int MUTATIONS = 1000;

    /** A fifth of the mutations leave a plan: a value that may be, a line that says nothing. */
    private static final int LEAST_REFUSED = MUTATIONS / 2;

    private static final List<String> HOSTILE =
            List.of(
                    "-1",
                    "0",
                    "2",
                    "1e30",
                    "1e9",
                    ".nan",
                    "-.inf",
                    "1e400",
                    "99999999999999999999",
                    "-9223372036854775809",
                    "1" + "0".repeat(2000),
                    "0x10",
                    "010",
                    "1_000",
                    "20261127",
                    "2026-11-27",
                    "true",
                    "ON",
                    "null",
                    "~",
                    "",
                    "''",
                    "' '",
                    "\"\\0\"",
                    "\"\\uD800\"",
                    "\"a\\nb\"",
                    "\"\\u001b[31m\"",
                    "\"\\u202e\"",
                    "a".repeat(5000),
                    "[]",
                    "[a, a]",
                    "[null]",
                    "[[1]]",
                    "{}",
                    "{seed: x}",
                    "{a: {b: [c]}}",
                    "[".repeat(600),
                    "*x",
                    "&x y",
                    "!!binary aGk=",
                    "!!set {a}",
                    "@x",
                    "%x",
                    "\t1",
                    "a: b",
                    "pkee",
                    "dinm",
                    "|\n  two\n  lines");

    @Test
    void aBrokenPlanIsRefusedInOneLineThatNamesTheFile() throws IOException {
        Random random = new Random(20261128);
        List<Path> shipped = PlanTest.shipped();
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            Path file = shipped.get(random.nextInt(shipped.size()));
            byte[] broken = mutate(Files.readString(file), random);
            try {
                Plan.parse("a.yaml", broken, Path.of("experiments", "plain"));
            } catch (UserError told) {
                refused++;
                String line = told.line();
                assertEquals(1, line.lines().count(), line);
                assertTrue(line.startsWith("a.yaml: ") && line.length() < 400, line);
                assertFalse(line.contains("9223372036854775808"), line);
            }
        }
        assertTrue(refused >= LEAST_REFUSED, refused + " of " + MUTATIONS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "ISO-8859-1", "UTF-8"})
    void onlyUtf8IsRead(String charset) throws IOException {
        String yaml = Files.readString(Path.of("experiments/plain/pke-6.yaml")) + "# é\n";
        try {
            Plan.parse("a.yaml", yaml.getBytes(Charset.forName(charset)), Path.of(""));
            assertEquals("UTF-8", charset);
        } catch (UserError told) {
            assertTrue(told.line().endsWith("as UTF-8"), told.line());
        }
    }

    @Test
    void aByteOrderMarkIsNoPartOfAPlan() throws IOException {
        String yaml = Files.readString(Path.of("experiments/plain/pke-6.yaml"));
        Plan plan = Plan.parse("a.yaml", ("\uFEFF" + yaml).getBytes(UTF_8), Path.of(""));
        assertEquals("plain/pke-6", plan.name());
    }

    private static byte[] mutate(String yaml, Random random) {
        List<String> lines = new ArrayList<>(yaml.lines().toList());
        int at = random.nextInt(lines.size());
        String line = lines.get(at);
        switch (random.nextInt(10)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, line);
            case 2 -> lines.set(at, line.replaceFirst("[a-z]", "é"));
            case 3 -> lines.set(at, " " + line);
            case 4 -> {
                byte[] bytes = yaml.getBytes(UTF_8);
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                return bytes;
            }
            case 5 -> {
                String accented = yaml.replaceFirst("e", "é");
                return accented.getBytes(random.nextBoolean() ? ISO_8859_1 : UTF_16LE);
            }
            default -> {
                String value = HOSTILE.get(random.nextInt(HOSTILE.size()));
                lines.set(at, line.replaceFirst(":.*", ": ") + value);
            }
        }
        return String.join("\n", lines).getBytes(UTF_8);
    }
}
