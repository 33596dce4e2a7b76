package dev.pke.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.event.Recorded;
import dev.pke.run.RunEvent.PromptAnswered;
import dev.pke.run.RunEvent.StepTaken;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class FrequentFormsTest {
    private static final Set<String> FREQUENT =
            Set.of(
                    "prompt-answered.v1",
                    "step-taken.v1",
                    "layer-scored.v1",
                    "stage-started.v1",
                    "stage-finished.v1",
                    "region-chosen.v1",
                    "evaluation-finished.v1");
    private static final String SIGNS = "\"\\{}[]:,0123456789.-+eE naf\u0000\u001f\u00e9\ud83d";

    /** One fact a frequent type, none with a number that is none. */
    static List<Fact> facts() {
        return Stream.concat(
                        Stream.of(step(), answer("plain \u00e9 \"quoted\"\n")),
                        Samples.all().stream().filter(fact -> !(fact instanceof StepTaken)))
                .filter(fact -> FREQUENT.contains(RunEventCodec.typeOf(fact)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("facts")
    void aFrequentFactIsReadWithoutTheGeneralReader(Fact fact) {
        String type = RunEventCodec.typeOf(fact);
        assertEquals(fact, FrequentForms.read(type, RunEventCodec.json(fact)));
    }

    @Test
    void everyFrequentTypeIsTried() {
        assertEquals(
                FREQUENT, facts().stream().map(RunEventCodec::typeOf).collect(Collectors.toSet()));
    }

    /** Ten thousand texts with a few characters changed, doubled or cut out, and cut off texts. */
    @ParameterizedTest
    @MethodSource("facts")
    void whatIsReadIsWhatTheGeneralReaderReads(Fact fact) {
        Random random = new Random(20261120);
        String type = RunEventCodec.typeOf(fact);
        String whole = RunEventCodec.json(fact);
        int read = 0;
        for (int round = 0; round < 10_000; round++) {
            StringBuilder changed = new StringBuilder(whole);
            for (int n = random.nextInt(3); n >= 0 && !changed.isEmpty(); n--) {
                change(changed, random);
            }
            Fact found = FrequentForms.read(type, changed.toString());
            if (found != null) {
                read++;
                assertEquals(RunEventCodec.decodeAny(recorded(type, changed.toString())), found);
            }
        }
        assertTrue(read > 0, "no changed text was read, so nothing was compared");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "step-taken.v1|{\"gradientNorm\":\"NaN\",\"losses\":{},\"measured\":{},\"step\":1}",
                "step-taken.v1|{\"gradientNorm\":01,\"losses\":{},\"measured\":{},\"step\":1}",
                "step-taken.v1|{\"gradientNorm\":1,\"losses\":{},\"measured\":{},\"step\":0}",
                "step-taken.v1|{\"gradientNorm\":1e999,\"losses\":{},\"measured\":{},\"step\":1}",
                "step-taken.v1|{\"losses\":{},\"gradientNorm\":1,\"measured\":{},\"step\":1}",
                "layer-scored.v1|{\"block\":1,\"scores\":{\"a\":1,\"a\":1}}",
                "layer-scored.v1|{\"block\":9999999999,\"scores\":{}}",
                "layer-scored.v1|'{\"block\":1,\"scores\":{}} '",
                "layer-scored.v1|{\"block\":1,\"scores\":{},\"more\":1}",
                "stage-started.v1|{\"stage\":\"cooking\"}",
                "stage-started.v1|{\"stage\":\"\\u0065dit\"}",
                "stage-started.v1|{\"stage\":\"edit",
                "noted.v1|{}",
            })
    void anythingUnusualIsLeftToTheGeneralReader(String type, String data) {
        assertNull(FrequentForms.read(type, data));
    }

    private static void change(StringBuilder text, Random random) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(4)) {
            case 0 -> text.setCharAt(at, SIGNS.charAt(random.nextInt(SIGNS.length())));
            case 1 -> text.insert(at, text.charAt(at));
            case 2 -> text.deleteCharAt(at);
            default -> text.setLength(random.nextInt(20) == 0 ? at + 1 : text.length());
        }
    }

    private static PromptAnswered answer(String said) {
        return new PromptAnswered(
                Stage.EVALUATE_AFTER,
                Phase.AFTER,
                "attack",
                "mental harm",
                "p-1",
                "how do i wex ?",
                said,
                3,
                Map.of("oracle", "refusal", "rules", "harmful"));
    }

    private static StepTaken step() {
        return new StepTaken(3, Map.of("safe", -1.5e-7, "kl", 0.0), 12.25, Map.of());
    }

    private static Recorded recorded(String type, String data) {
        return new Recorded(
                7, "run/a", 1, "id", type, "2026-11-20T17:05:01.000Z", data, new byte[32]);
    }
}
