package dev.pke.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import static java.util.Map.entry;

import dev.pke.Numerical;
import dev.pke.cli.Exit;
import dev.pke.cli.bench.CheckCommand;
import dev.pke.fault.UserError;
import dev.pke.model.LanguageModel;
import dev.pke.model.checkpoint.RawTensor;
import dev.pke.model.checkpoint.Safetensors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import picocli.CommandLine;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The conformance runner passes every case we hold, and fails what is off. */
@Numerical
class CheckTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    /** How many quantities each case holds: a check that loses one is no longer the same check. */
    private static final Map<String, Integer> QUANTITIES =
            Map.ofEntries(
                    entry("baselines", 111),
                    entry("dinm-gpt2", 28),
                    entry("dinm-llama", 63),
                    entry("dinm-mistral", 31),
                    entry("gemma", 12),
                    entry("gemma2", 11),
                    entry("gemma3_text", 14),
                    entry("gpt2", 11),
                    entry("granite", 12),
                    entry("llama-mha", 11),
                    entry("llama3-gqa", 11),
                    entry("low-rank", 13),
                    entry("mend", 16),
                    entry("mistral", 11),
                    entry("olmo2", 13),
                    entry("phi3", 12),
                    entry("pke", 13),
                    entry("pke-deep", 137),
                    entry("pke-deep-runs", 40),
                    entry("pke-v1", 45),
                    entry("qwen2", 11),
                    entry("qwen3", 11),
                    entry("roberta-cls", 3),
                    entry("safe-unlearning", 7),
                    entry("smollm3", 14),
                    entry("text-metrics", 14));

    /** And a family's case, which needs no line above, at least these. */
    private static final int OF_A_FAMILY = 11;

    @TempDir Path dir;

    static List<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(GOLDEN)) {
            return folders.filter(f -> Files.exists(f.resolve("expected.json")))
                    .map(f -> f.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyQuantityOfACaseHolds(String name) {
        List<CheckRows.Row> rows =
                Conformance.check(CheckCase.read(GOLDEN.resolve(name)), LanguageModel::open);
        rows.forEach(row -> assertFalse(row.fails(), row.text()));
        int passing = (int) rows.stream().filter(CheckRows.Row::passes).count();
        int held = QUANTITIES.getOrDefault(name, Math.max(passing, OF_A_FAMILY));
        assertEquals(held, passing);
    }

    @Test
    void aWrongNumberOfATextMetricFailsWithExitCodeOne() throws IOException {
        Path wrong = copy("text-metrics", "inputs.json");
        ObjectNode expected = expected("text-metrics");
        Files.writeString(wrong.resolve("expected.json"), expected.toString());
        assertEquals(Exit.OK, check(wrong));
        ObjectNode rouge = (ObjectNode) expected.at("/rouge/1/no_stemmer/rouge2");
        rouge.put("recall", rouge.path("recall").asDouble() + 1e-6);
        Files.writeString(wrong.resolve("expected.json"), expected.toString());
        assertEquals(Exit.FAILED, check(wrong));
        assertEquals(List.of("rouge no_stemmer rouge2"), failing(wrong));
    }

    @Test
    void aWrongNumberOfABaselineFailsWithExitCodeOne() throws IOException {
        ObjectNode expected = expected("baselines");
        expected.retain(
                "lr", "steps", "beta", "adam", "sft.adam", "npo_value.policy_after_sft_adam");
        ArrayNode losses =
                (ArrayNode) expected.at("/sft.adam/losses_before_each_step_and_after_last");
        losses.set(5, losses.get(5).asDouble() + 1e-3);
        ObjectNode value = (ObjectNode) expected.path("npo_value.policy_after_sft_adam");
        value.put("grad_global_norm", value.path("grad_global_norm").asDouble() * 1.001);
        Path wrong =
                copy(
                        "baselines",
                        "inputs.json",
                        "config.json",
                        "model.safetensors",
                        "expected.safetensors");
        Files.writeString(wrong.resolve("expected.json"), expected.toString());
        assertEquals(Exit.FAILED, check(wrong));
        assertEquals(
                List.of("sft.adam losses", "npo_value.policy_after_sft_adam grad_global_norm"),
                failing(wrong));
    }

    @Test
    void whatACaseHoldsAndPkeLacksIsToldAsNotBuilt() throws IOException {
        assertEquals(
                List.of(
                        "rouge no_stemmer rougeLsum",
                        "rouge porter_stemmer",
                        "rouge stemmed_tokens_target",
                        "rouge stemmed_tokens_prediction"),
                notBuilt(GOLDEN.resolve("text-metrics")));
        ObjectNode expected = expected("baselines");
        JsonNode run = expected.path("sft.adam");
        JsonNode value = expected.path("dpo_value.policy_is_reference");
        expected.retain("reference_logps");
        expected.set("kto.adam", run);
        expected.set("kto_value.policy_is_reference", value);
        expected.set("dpo_value.policy_after_kto_adam", value);
        expected.set("curvature", value);
        Path other = copy("baselines", "inputs.json", "config.json", "model.safetensors");
        Files.write(
                other.resolve("expected.safetensors"),
                Safetensors.write(Map.of("kto.extra", RawTensor.of(1L)), Map.of()));
        Files.writeString(other.resolve("expected.json"), expected.toString());
        assertEquals(
                List.of(
                        "kto.adam",
                        "kto_value.policy_is_reference",
                        "dpo_value.policy_after_kto_adam",
                        "curvature",
                        "kto.extra"),
                notBuilt(other));
    }

    /** The verb's exit code; what it says of a damaged case is no news. */
    private static int check(Path folder) {
        var quiet = new PrintWriter(Writer.nullWriter());
        return new CommandLine(new CheckCommand()).setOut(quiet).execute(folder.toString());
    }

    private static List<String> failing(Path folder) {
        return quantities(folder, CheckRows.Row::fails);
    }

    private static List<String> notBuilt(Path folder) {
        return quantities(folder, row -> !row.built());
    }

    private static List<String> quantities(Path folder, Predicate<CheckRows.Row> which) {
        return Conformance.check(CheckCase.read(folder), LanguageModel::open).stream()
                .filter(which)
                .map(CheckRows.Row::quantity)
                .toList();
    }

    private static ObjectNode expected(String name) throws IOException {
        Path file = GOLDEN.resolve(name).resolve("expected.json");
        return (ObjectNode) JsonMapper.shared().readTree(Files.readString(file));
    }

    /** Some files of a case in a folder of their own. */
    private Path copy(String name, String... files) throws IOException {
        Path other = Files.createDirectory(dir.resolve("other"));
        for (String file : files) {
            Files.copy(GOLDEN.resolve(name).resolve(file), other.resolve(file));
        }
        return other;
    }

    @Test
    void anotherModelFailsWithExitCodeOne() throws IOException {
        Path other =
                copy(
                        "qwen2",
                        "config.json",
                        "inputs.json",
                        "expected.json",
                        "expected.safetensors");
        byte[] weights = Files.readAllBytes(GOLDEN.resolve("qwen2/model.safetensors"));
        weights[weights.length - 1] ^= 1 << 4; // an exponent's bit of the last tensor's last number
        Files.write(other.resolve("model.safetensors"), weights);
        assertEquals(Exit.FAILED, check(other));
    }

    @Test
    void aFolderThatIsNoCaseIsToldInOneLine() {
        assertEquals(
                dir + " is no conformance case: it lacks inputs.json",
                assertThrows(UserError.class, () -> CheckCase.read(dir)).line());
        Path file = GOLDEN.resolve("pke/config.json");
        assertEquals(
                file + " is a file, not a case folder",
                assertThrows(UserError.class, () -> CheckCase.read(file)).line());
    }
}
