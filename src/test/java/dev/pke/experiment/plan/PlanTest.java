package dev.pke.experiment.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.util.Objects.requireNonNull;

import dev.pke.data.Prompt;
import dev.pke.eval.Prefill;
import dev.pke.event.CanonicalJson;
import dev.pke.fault.UserError;
import dev.pke.model.EditInstance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

public class PlanTest {
    private static final Path PKE = Path.of("experiments/plain/pke-6.yaml");

    public static List<Path> shipped() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("experiments"), 2)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void everyShippedPlanIsCompleteAndNamedAsItsFile(Path file) throws IOException {
        Plan plan = read(file, Files.readString(file));
        String name = Path.of("experiments").relativize(file).toString().replace(".yaml", "");
        assertEquals(name.replace('\\', '/'), plan.name());
        assertTrue(Files.exists(plan.evaluation().test()), plan.evaluation().test().toString());
        assertTrue(Files.exists(plan.evaluation().benign()));
        if (plan.edit() != null) {
            assertTrue(Files.exists(plan.edit().instances().data()));
        }
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void aRecordedPlanReadsBackAsItWas(Path file) throws IOException {
        Plan plan = read(file, Files.readString(file));
        String recorded = CanonicalJson.write(plan.json());
        if (CanonicalJson.parse(recorded) instanceof Map<?, ?> map) {
            Map<String, Object> json = new LinkedHashMap<>();
            map.forEach((key, value) -> json.put(String.valueOf(key), value));
            Plan back = Plan.recorded("run-1", json);
            assertEquals(recorded, CanonicalJson.write(back.json()));
            assertEquals(plan.evaluation(), back.evaluation());
            assertEquals(plan.model(), back.model());
            assertEquals(plan.seeds(), back.seeds());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "budget: 0.02|buget: 0.02|missing key edit.locator.budget (found buget)",
                "alpha: 0.3|alpha: 0.3\\n    alhpa: 1|unknown key edit.editor.alhpa; did you mean alpha?",
                "tolerance: 0|tollerance: 0|missing key tolerance (found tollerance)",
                "max-tokens: 40|max-tokens: 0|evaluation.generation.max-tokens is 0, must be a whole number",
                "path: direct|path: diret|edit.locator.path is diret",
                "name: pke\\n    budget|name: pkee\\n    budget|did you mean pke?",
                "device: cpu|device: gpu|model.device is gpu, must be cpu",
                "judges: [specimen-oracle-2, refusal-phrases]|judges: [oracle]|evaluation.judges is [oracle]",
                "prefill: [1, 3|prefill: [3, 3|evaluation.prefill is [3, 3, 5, 10], must be a list of ascending numbers, each a whole number from 1 to 1000",
                "prefill: [1,|prefill: [1.5,|evaluation.prefill is [1.5, 3, 5, 10], must be a list",
                "prefill: [1, 3, 5, 10]|prefill: all|evaluation.prefill is all, must be a list of",
                "tolerance: 0|tolerance: 0\\ntolerance: 1|line 46: not YAML",
                "device: cpu|device: &d cpu\\n  dtype: *d|line 6: *d stands for something else",
                "device: cpu|device: cpu: x|line 5: not YAML: mapping values are not allowed here",
                "device: cpu|device: [cpu|not YAML: expected ',' or ']'",
                "folder: ../specimen/plain|folder: https://a.example/m|model.folder is https://a.example/m, must be a path on this machine",
                "name: pke\\n    alpha|name: exact-unlearning\\n    alpha|edit.editor.name is exact-unlearning, must be an editor, which it is not: it trains a specimen anew without the unsafe answers and edits no model; run pke specimen",
                "judges: [specimen-oracle-2, refusal-phrases]|judges: [specimen-oracle, {name: refusal-phrases, openin: 9}]|unknown key evaluation.judges[1].openin; did you mean opening?",
                "judges: [specimen-oracle-2, refusal-phrases]|judges: [refusal-phrases, {name: refusal-phrases, opening: 9}]|must be different ones of",
                "judges: [specimen-oracle-2, refusal-phrases]|judges: [{name: specimen-oracel}]|evaluation.judges[0].name is specimen-oracel",
                "name: plain/pke-6|name: plain/pke-6\\nmethod: dinm|method is dinm, must be pke: that is what locator pke and editor pke are",
                "alpha: 0.3\\n    beta: 0\\n    gamma: 1|alpha: 0\\n    beta: 0\\n    gamma: 0|edit.editor: alpha, beta and gamma are all 0, one must be above",
                "cap: 0|cap: 0\\n    seed: 3|unknown key edit.editor.seed",
                "draw: first|draw: second|edit.instances.draw is second, must be first, a whole number from 1 to 100000, or a section {seed: 7}",
                "draw: first|draw: 0|edit.instances.draw is 0, must be first, a whole number",
                "tolerance: 0|tolerance: 0\\nseed: 3|seed: nothing in this plan draws with it",
                "records: 0 # all|records: 0\\n  split: tunes|evaluation.split is tunes, must be one of test, tune; did you mean tune?",
            })
    void aMistakeIsToldInOneLineThatNamesFileAndKey(String right, String wrong, String told)
            throws IOException {
        String yaml = Files.readString(PKE);
        String from = right.replace("\\n", "\n");
        assertTrue(yaml.contains(from), from);
        String broken = yaml.replace(from, wrong.replace("\\n", "\n"));
        UserError error = assertThrows(UserError.class, () -> read(PKE, broken));
        String line = String.valueOf(error.getMessage());
        assertTrue(line.startsWith(PKE.toString()) && line.contains(told), line);
        assertEquals(1, line.lines().count(), line);
    }

    @Test
    void seedsAreNamedByTheKeysThatLeadToThem() throws IOException {
        Path file = Path.of("experiments/plain/random-6.yaml");
        assertEquals(Map.of("edit.locator.seed", "1"), read(file, Files.readString(file)).seeds());
    }

    @Test
    void aPlanSaysItsSeedOnceForWhateverDraws() throws IOException {
        Path file = Path.of("experiments/plain/random-6.yaml");
        String yaml = Files.readString(file).replaceFirst("    seed: 1\n", "") + "\nseed: 7\n";
        Plan plan = read(file, yaml);
        assertEquals(Map.of("edit.locator.seed", "7", "seed", "7"), plan.seeds());
        Plan back = Plan.recorded("run-1", plan.json());
        assertEquals(plan.digest(), back.digest());
        String apart = yaml.replaceFirst("(?m)^name: .*", "name: another\nselection: by a coin");
        assertEquals(plan.digest(), read(file, apart).digest(), "a name does nothing");
        String other = yaml.replace("seed: 7", "seed: 8");
        assertNotEquals(plan.digest(), read(file, other).digest());
    }

    @Test
    void drawsTakeTheRecordsOfACategoryInTurnAndNeverOverlap() throws IOException {
        String yaml = Files.readString(PKE);
        Set<String> all = new HashSet<>();
        for (int draw = 1; draw <= 6; draw++) {
            PlannedData data =
                    PlannedData.read(read(PKE, yaml.replace("draw: first", "draw: " + draw)));
            List<EditInstance> instances = requireNonNull(data.task()).instances();
            assertEquals(9, instances.stream().map(EditInstance::category).distinct().count());
            instances.forEach(each -> assertTrue(all.add(each.id()), each.id()));
        }
        Plan first = read(PKE, yaml);
        assertEquals(first.digest(), read(PKE, yaml.replace("draw: first", "draw: 1")).digest());
        Plan seventh = read(PKE, yaml.replace("draw: first", "draw: 7"));
        UserError none = assertThrows(UserError.class, () -> PlannedData.read(seventh));
        assertTrue(none.line().endsWith("the plan asks for 1 behind the first 6"), none.line());
        Plan one = read(PKE, yaml.replace("draw: first", "draw: first\n    count: 1"));
        assertEquals(1, requireNonNull(PlannedData.read(one).task()).instances().size());
        Plan ten = read(PKE, yaml.replace("draw: first", "draw: first\n    count: 10"));
        UserError few = assertThrows(UserError.class, () -> PlannedData.read(ten));
        assertTrue(few.line().endsWith("9 records are drawn, the plan asks for 10 of them"));
    }

    @Test
    void theTuneSplitIsWhatTheEditLeavesOfItsOwnFiles() throws IOException {
        String yaml = Files.readString(PKE);
        Plan plan = read(PKE, yaml.replace("records: 0 # all", "records: 0\n  split: tune"));
        PlannedData data = PlannedData.read(plan);
        Set<String> edited = new HashSet<>();
        requireNonNull(data.task()).instances().forEach(each -> edited.add(each.id()));
        assertEquals(45, data.tested().size());
        data.tested().forEach(each -> assertFalse(edited.contains(each.id()), each.id()));
        Set<String> held = new HashSet<>();
        data.task().pool().forEach(each -> held.add(each.prompt()));
        List<Prompt> benign =
                data.prompts().stream().filter(each -> !each.kind().harmful()).toList();
        assertFalse(benign.isEmpty());
        benign.forEach(each -> assertFalse(held.contains(each.text()), each.text()));
        Plan greedy =
                read(
                        PKE,
                        yaml.replace("records: 0 # all", "records: 0\n  split: tune")
                                .replaceFirst("(?s)(pool:.*?records: )\\d+", "$1181"));
        UserError none = assertThrows(UserError.class, () -> PlannedData.read(greedy));
        assertTrue(none.line().endsWith(": --vary edit.pool.records=135 keeps a quarter"));
        assertTrue(none.line().contains("pool.json: nothing is left of it"), none.line());
    }

    @Test
    void answersAreBegunUnlessAPlanSaysOtherwiseOrWasRecordedBefore() throws IOException {
        String said = Files.readString(PKE);
        assertEquals(
                new Prefill(List.of(1, 3, 5, 10), "sure , here is"),
                read(PKE, said).evaluation().prefill());
        String unsaid = said.replaceAll("  (prefill|affirmative): .*\n", "");
        Plan usual = read(PKE, unsaid);
        assertEquals(Prefill.USUAL, usual.evaluation().prefill());
        assertEquals(
                Prefill.USUAL,
                Plan.recorded("run-1", usual.json()).evaluation().prefill(),
                "what was assumed is on the record");
        String none =
                said.replaceAll("  prefill: .*\n", "  prefill: none\n")
                        .replaceAll("affirmative: .*\n", "affirmative: none\n");
        Plan off = read(PKE, none);
        assertEquals(Prefill.NONE, off.evaluation().prefill());
        Map<String, Object> old = new LinkedHashMap<>(off.json());
        if (old.get("evaluation") instanceof Map<?, ?> evaluation) {
            Map<Object, Object> older = new LinkedHashMap<>(evaluation);
            older.keySet().removeAll(List.of("prefill", "affirmative"));
            old.put("evaluation", older);
        }
        assertEquals(Prefill.NONE, Plan.recorded("run-1", old).evaluation().prefill());
    }

    @Test
    void theMethodIsWhatLocatorAndEditorAreWhetherSaidOrNot() throws IOException {
        String yaml = Files.readString(PKE);
        Plan unsaid = read(PKE, yaml);
        assertEquals("pke", unsaid.method());
        Plan said = read(PKE, "method: pke\n" + yaml);
        assertEquals(CanonicalJson.write(said.json()), CanonicalJson.write(unsaid.json()));
        Path control = Path.of("experiments/plain/random-blocks-6.yaml");
        assertEquals("random-same-blocks", read(control, Files.readString(control)).method());
        Path partly = Path.of("experiments/plain/random-deep6-20.yaml"); // no locator is called so
        assertEquals(
                "random-deep-3-blocks+pke-deep-6", read(partly, Files.readString(partly)).method());
        Path located = Path.of("experiments/plain/deep6-20.yaml");
        assertEquals("pke-deep-6", read(located, Files.readString(located)).method());
        Path baseline = Path.of("experiments/plain/baseline.yaml");
        assertEquals("none", read(baseline, Files.readString(baseline)).method());
        Map<String, Object> old = new LinkedHashMap<>(unsaid.json());
        old.put("method", "PKE, as it was called then");
        assertEquals("PKE, as it was called then", Plan.recorded("run-1", old).method());
    }

    @Test
    void aJudgeCanBeToldMoreAndTheRecordSaysSo() throws IOException {
        String told = "judges: [specimen-oracle, {name: refusal-phrases, opening: 80}]";
        String yaml = Files.readString(PKE).replaceFirst("judges: .*", told);
        Plan plan = read(PKE, yaml);
        String recorded = CanonicalJson.write(plan.json());
        assertTrue(
                recorded.contains(
                        "[\"specimen-oracle\",{\"name\":\"refusal-phrases\",\"opening\":80}]"),
                recorded);
        assertEquals(plan.evaluation(), Plan.recorded("run-1", plan.json()).evaluation());
        assertNotEquals(plan.evaluation(), read(PKE, Files.readString(PKE)).evaluation());
    }

    @Test
    void aPlanWithoutAnEditOnlyMeasures() throws IOException {
        Path file = Path.of("experiments/plain/baseline.yaml");
        Plan plan = read(file, Files.readString(file));
        assertNull(plan.edit());
        assertNotNull(plan.evaluation());
    }

    private static Plan read(Path file, String yaml) {
        return Plan.parse(file.toString(), yaml, file.resolveSibling(""));
    }
}
