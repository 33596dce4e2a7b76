package dev.pke.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.event.Recorded;
import dev.pke.run.word.Phase;
import dev.pke.run.word.ReplayVerdict;
import dev.pke.run.word.Stage;
import dev.pke.run.word.Status;
import dev.pke.run.word.WireWord;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class RunEventCodecTest {
    static List<Fact> facts() {
        return Samples.all();
    }

    @ParameterizedTest
    @MethodSource("facts")
    void everyFactHasTheBytesOfItsGoldenFile(Fact fact) {
        if (fact.equals(first(fact))) {
            assertEquals(Samples.goldenJson(RunEventCodec.typeOf(fact)), RunEventCodec.json(fact));
        }
    }

    @ParameterizedTest
    @MethodSource("facts")
    void everyFactComesBackFromItsBytes(Fact fact) {
        Recorded event = recorded(RunEventCodec.typeOf(fact), RunEventCodec.json(fact));
        assertEquals(fact, RunEventCodec.decode(event));
        assertEquals(RunEventCodec.json(fact), RunEventCodec.json(RunEventCodec.decode(event)));
    }

    @Test
    void aModelSaysWhatItWasComputedWithOnlyWhereThatIsNotWhatItIsStoredIn() {
        String old = Samples.goldenJson("model-fingerprinted.v1");
        Fact fact = RunEventCodec.decode(recorded("model-fingerprinted.v1", old));
        assertEquals("", ((RunEvent.ModelFingerprinted) fact).compute());
        assertEquals(old, RunEventCodec.json(fact));
        String json = old.replace("\"blocks\":6,", "\"blocks\":6,\"compute\":\"f32\",");
        Fact wide = RunEventCodec.decode(recorded("model-fingerprinted.v1", json));
        assertEquals("f32", ((RunEvent.ModelFingerprinted) wide).compute());
        assertEquals(json, RunEventCodec.json(wide));
    }

    @Test
    void anAnswerSaysWhatItWasBegunWithOnlyWhereItWas() {
        assertFalse(RunEventCodec.json(Samples.answer(Phase.AFTER, "no")).contains("begun"));
        String json = RunEventCodec.json(Samples.begun());
        assertTrue(json.startsWith("{\"answer\":\" is the way\",\"begun\":\"sure , here\","), json);
        assertEquals(Samples.begun(), RunEventCodec.decode(recorded("prompt-answered.v1", json)));
        String old = Samples.goldenJson("prompt-answered.v1");
        assertEquals(
                Samples.answer(Phase.BEFORE, "sure , here is"),
                RunEventCodec.decode(recorded("prompt-answered.v1", old)));
    }

    @Test
    void everyTypeHasAGoldenFile() {
        Set<String> sampled =
                facts().stream().map(RunEventCodec::typeOf).collect(Collectors.toSet());
        assertEquals(RunEventCodec.types(), sampled);
    }

    /** {@code verify.py} shares nothing with us, so nothing else says that it lacks a form. */
    @Test
    void thePlainVerifierHasAFormForEveryType() throws IOException {
        String verifier = Files.readString(Path.of("schema/verify.py"));
        assertEquals(
                List.of(),
                RunEventCodec.types().stream()
                        .filter(type -> !verifier.contains("    \"" + type + "\": {"))
                        .toList());
    }

    @Test
    void everyRecordOfAFactHasOneNameOnTheWire() {
        List<String> records = records(Fact.class).map(Class::getSimpleName).sorted().toList();
        assertEquals(
                records,
                facts().stream()
                        .map(f -> f.getClass().getSimpleName())
                        .distinct()
                        .sorted()
                        .toList());
        assertEquals(records.size(), RunEventCodec.types().size());
    }

    private static Stream<Class<?>> records(Class<?> kind) {
        return kind.isRecord()
                ? Stream.of(kind)
                : Stream.of(kind.getPermittedSubclasses()).flatMap(RunEventCodecTest::records);
    }

    @Test
    void everyWordIsSpelledAsItAlwaysWas() {
        assertEquals(
                "before after running finished failed cancelled fingerprint evaluate-before locate"
                        + " edit evaluate-after checkpoint pass-bit-equal pass-within-tolerance fail"
                        + " inconclusive",
                Stream.<WireWord[]>of(
                                Phase.values(),
                                Status.values(),
                                Stage.values(),
                                ReplayVerdict.values())
                        .flatMap(Stream::of)
                        .map(WireWord::wire)
                        .collect(Collectors.joining(" ")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stage-paused.v1|{}|type is unknown",
                "stage-started.v2|{\"stage\":\"edit\"}|type is unknown",
                "stage-started.v1|{}|stage",
                "stage-started.v1|{\"stage\":\"cooking\"}|no stage is named cooking",
                "stage-started.v1|{\"stage\":\"edit\",\"extra\":1}|extra",
                "stage-started.v1|{\"stage\":null}|no text: null",
                "layer-scored.v1|{\"block\":1.5,\"scores\":{}}|1.5",
                "layer-scored.v1|{\"block\":-1,\"scores\":{}}|below 0",
                "layer-scored.v1|{\"block\":\"1\",\"scores\":{}}|no whole number: 1",
                "layer-scored.v1|{\"block\":1,\"scores\":{\"share\":\"much\"}}|much",
                "run-failed.v1|{\"error\":7}|no text: 7",
                "run-failed.v1|[]|no object",
                "prompt-answered.v1|{\"answer\":\"no\"}|stage",
                "prompt-answered.v1|{\"stage\":\"evaluate-before\",\"phase\":\"before\",\"kind\":\"a\","
                        + "\"category\":\"\",\"promptId\":\"p\",\"prompt\":\"q\",\"begun\":7}|no text: 7",
                "prompt-answered.v1|[]|no object",
            })
    void anUnknownOrDamagedEventStopsAndIsNamed(String type, String data, String why) {
        DamagedEvent damaged =
                assertThrows(DamagedEvent.class, () -> RunEventCodec.decode(recorded(type, data)));
        String message = String.valueOf(damaged.getMessage());
        assertTrue(message.contains(type) && message.contains("position 7"), message);
        assertTrue(message.contains(why), message);
    }

    @Test
    void aReviewEventHasNoPlaceInARun() {
        Recorded event = recorded("noted.v1", Samples.goldenJson("noted.v1"));
        assertThrows(DamagedEvent.class, () -> RunEventCodec.decodeRun(event));
    }

    private static Fact first(Fact fact) {
        return facts().stream().filter(each -> each.getClass() == fact.getClass()).toList().get(0);
    }

    private static Recorded recorded(String type, String data) {
        return new Recorded(
                7, "run/a", 1, "id-1", type, "2026-11-20T17:05:01.000Z", data, new byte[32]);
    }
}
