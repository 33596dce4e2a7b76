package dev.pke.cli.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.fault.UserError;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.dataformat.yaml.YAMLMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

class SweepScriptTest {
    private static final List<String> WORDS =
            List.of("sweep", "my plans/a.yaml", "--vary", "categories=[mental harm],it's");

    private static final SweepScript SCRIPT = new SweepScript("plain/PKE 6", 24, 2, WORDS);

    @Test
    void anArrayScriptAsksForAnIndexACellAndAShellReadsItsWordsBack()
            throws IOException, InterruptedException {
        List<String> lines = SCRIPT.slurm("echo");
        assertTrue(lines.contains("#SBATCH --array=0-23"), lines::toString);
        assertTrue(lines.contains("#SBATCH --job-name=pke-plain-pke-6"), lines::toString);
        String script = String.join("\n", lines).replace("exec echo", "printf '%s\\n'");
        Process shell = new ProcessBuilder("sh", "-c", script).start();
        String out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, shell.waitFor());
        assertEquals(WORDS, out.lines().toList());
    }

    @Test
    void aManifestIsYamlOfAnIndexedJobWithTheWordsAsArguments() {
        String manifest = String.join("\n", SCRIPT.kubernetes("pke:1", "data"));
        Map<?, ?> job = YAMLMapper.shared().readValue(manifest, Map.class);
        assertEquals("Job", job.get("kind"));
        if (job.get("spec") instanceof Map<?, ?> spec
                && spec.get("template") instanceof Map<?, ?> template
                && template.get("spec") instanceof Map<?, ?> pod
                && pod.get("containers") instanceof List<?> containers
                && containers.getFirst() instanceof Map<?, ?> container) {
            assertEquals(24, spec.get("completions"));
            assertEquals("Indexed", spec.get("completionMode"));
            assertEquals(WORDS, container.get("args"));
            assertEquals("pke:1", container.get("image"));
        } else {
            throw new AssertionError(manifest);
        }
    }

    @Test
    void asManyAreAtWorkAsMemoryHolds() {
        List<String> told = new ArrayList<>();
        assertEquals(4, new Room(6, 2_000_000_000, 9_000_000_000L).jobs(4, told::add));
        assertEquals(3, new Room(3, 2_000_000_000, 9_000_000_000L).jobs(4, told::add));
        assertEquals(List.of(), told);
        assertEquals(2, new Room(6, 4_000_000_000L, 9_000_000_000L).jobs(4, told::add));
        assertEquals(1, new Room(6, 16_000_000_000L, 9_000_000_000L).jobs(2, told::add));
        assertEquals(
                List.of(
                        "2 at a time, not 4: each needs 4.0 GB, and 9.0 GB is free",
                        "1 at a time, not 2: each needs 16.0 GB, and 9.0 GB is free"),
                told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/2", "3/2", "2", "1/2/3", "a/b", "1/99999"})
    void aShareIsOneOfSoMany(String wrong) {
        assertEquals("2/3", Share.parse("2/3").toString());
        UserError told = assertThrows(UserError.class, () -> Share.parse(wrong));
        assertTrue(told.line().startsWith("--share is " + wrong + ", must be K/N"), told.line());
    }

    @Test
    void theIndexIsWhatWasToldOrWhatTheSchedulerSays() {
        assertEquals(OptionalInt.empty(), CellIndex.of(null, Map.of(), 3));
        assertEquals(OptionalInt.of(2), CellIndex.of(2, Map.of("SLURM_ARRAY_TASK_ID", "1"), 3));
        assertEquals(OptionalInt.of(1), CellIndex.of(null, Map.of("SLURM_ARRAY_TASK_ID", "1"), 3));
        assertEquals(OptionalInt.of(0), CellIndex.of(null, Map.of("JOB_COMPLETION_INDEX", "0"), 3));
        UserError beyond = assertThrows(UserError.class, () -> CellIndex.of(3, Map.of(), 3));
        assertEquals("--index is 3, must be from 0 to 2: there are 3 cells", beyond.line());
        UserError word =
                assertThrows(
                        UserError.class,
                        () -> CellIndex.of(null, Map.of("JOB_COMPLETION_INDEX", "x"), 3));
        assertTrue(word.line().startsWith("JOB_COMPLETION_INDEX is x, must be"), word.line());
    }
}
