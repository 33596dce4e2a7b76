package dev.pke.experiment.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.experiment.plan.Plan;
import dev.pke.experiment.plan.WrittenPlan;
import dev.pke.fault.UserError;
import dev.pke.model.folder.ModelPlaces;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class GridTest {
    private static final Path PKE = Path.of("experiments/plain/pke-6.yaml");

    private static WrittenPlan draft(Path file) {
        try {
            return WrittenPlan.parse(
                    file.toString(),
                    Files.readAllBytes(file),
                    file.resolveSibling(""),
                    ModelPlaces.none());
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static List<Cell> grid(List<String> methods, String... vary) {
        WrittenPlan plan = draft(PKE);
        List<Arm> arms =
                methods.isEmpty()
                        ? List.of(Arm.itself(plan))
                        : methods.stream().map(each -> Arm.named(plan, each)).toList();
        return Grid.of(arms, Stream.of(vary).map(Axis::parse).toList());
    }

    private static Object at(Cell cell, String path) {
        Object at = cell.plan().json();
        for (String key : path.split("\\.", -1)) {
            at = at instanceof Map<?, ?> map ? map.get(key) : path;
        }
        return String.valueOf(at);
    }

    @Test
    void instancesThatAreEditedApartAreACellEach() {
        List<Cell> cells = grid(List.of(), "protocol=batch,sequential,single", "rate=0.0001,0.02");
        assertEquals(2 + 2 + 2 * 9, cells.size());
        assertEquals("plain/pke-6 protocol=sequential rate=0.02", cells.get(3).name());
        assertEquals("plain/pke-6 protocol=single rate=0.0001 nth=1", cells.get(4).name());
        assertEquals("9", at(cells.getLast(), "edit.instances.nth"));
    }

    @Test
    void whatAPlanMayLeaveOutIsVariedByItsWord() {
        List<Cell> cells = grid(List.of(), "probe-steps=1,3", "grown=2");
        assertEquals("plain/pke-6 probe-steps=3 grown=2", cells.getLast().name());
        assertEquals("3", at(cells.getLast(), "edit.locator.probe-steps"));
        assertEquals("2", at(cells.getLast(), "edit.instances.grown"));
        UserError unknown = assertThrows(UserError.class, () -> grid(List.of(), "probe-step=1"));
        assertTrue(unknown.line().contains("did you mean probe-steps?"), unknown.line());
    }

    @Test
    void theLastKeyChangesFastestAndEveryCellIsAWholePlan() {
        List<Cell> cells = grid(List.of(), "budget=0.003,0.02", "draw=1..3");
        assertEquals(
                List.of(
                        "plain/pke-6 budget=0.003 draw=1",
                        "plain/pke-6 budget=0.003 draw=2",
                        "plain/pke-6 budget=0.003 draw=3",
                        "plain/pke-6 budget=0.02 draw=1",
                        "plain/pke-6 budget=0.02 draw=2",
                        "plain/pke-6 budget=0.02 draw=3"),
                cells.stream().map(Cell::name).toList());
        assertEquals("0.02", at(cells.get(4), "edit.locator.budget"));
        assertEquals("2", at(cells.get(4), "edit.instances.draw"));
        assertEquals(4, cells.get(4).index());
        assertEquals(6, cells.stream().map(Cell::digest).distinct().count());
    }

    @Test
    void theCellThatVariesNothingIsThePlanItself() {
        Plan plan = draft(PKE).plan();
        assertEquals(plan.digest(), grid(List.of()).getFirst().digest());
        String budget = String.valueOf(draft(PKE).at("edit.locator.budget"));
        assertEquals(
                plan.digest(), grid(List.of(), "budget=" + budget, "draw=1").getFirst().digest());
    }

    @Test
    void aMethodIsVariedOnlyByTheKeysItHas() {
        List<Cell> cells = grid(List.of("pke", "dinm", "random"), "budget=0.003,0.02", "seed=1..2");
        assertEquals(
                List.of(
                        "plain/pke-6 pke budget=0.003",
                        "plain/pke-6 pke budget=0.02",
                        "plain/pke-6 dinm",
                        "plain/pke-6 random budget=0.003 seed=1",
                        "plain/pke-6 random budget=0.003 seed=2",
                        "plain/pke-6 random budget=0.02 seed=1",
                        "plain/pke-6 random budget=0.02 seed=2"),
                cells.stream().map(Cell::name).toList());
        assertEquals("dinm", cells.get(2).plan().method());
        assertEquals("random", cells.get(3).plan().method());
        assertEquals("0.02", at(cells.get(3), "edit.editor.rate"), "the plan's own rate stays");
    }

    @Test
    void anotherPlansMethodComesWithWhatThatPlanSays() {
        WrittenPlan plan = draft(PKE);
        Arm dinm = Arm.of(plan, draft(Path.of("experiments/plain/dinm.yaml")));
        Cell cell = Grid.of(List.of(dinm), List.of()).getFirst();
        assertEquals("plain/pke-6 plain/dinm", cell.name());
        assertEquals("paper", at(cell, "edit.editor.mode"));
        assertEquals(
                at(grid(List.of()).getFirst(), "edit.pool.records"), at(cell, "edit.pool.records"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bugdet=1|--vary bugdet: the plan has no such key; did you mean budget?",
                "budget|--vary budget: must be KEY=VALUES",
                "budget=1,,2|lacks a value between two commas",
                "budget=|lacks a value",
                "budget=0.1,0.1|says a value twice",
                "draw=5..1|must go up",
                "draw=1..20000|must go up, by at most 10000",
                "budget=7|with budget=7: edit.locator.budget is 7, must be a number above 0, at most 1",
                "draw=1..7|edit.json: only 6 records of category",
                "records=3|the plan has several: say evaluation.records or edit.pool.records",
                "edit.locatr.budget=1|--vary edit.locatr.budget: the plan has no such key",
                "edit.locator.bugdet=1|unknown key edit.locator.bugdet; did you mean budget?",
                "folder=nowhere|not there: ",
            })
    void aMistakeIsOneLineThatSaysWhatWouldBeRight(String vary, String told) {
        UserError error = assertThrows(UserError.class, () -> grid(List.of(), vary));
        assertTrue(error.line().contains(told), error.line());
        assertEquals(1, error.line().lines().count(), error.line());
    }

    @Test
    void tooManyCellsAKeyTwiceAndUnknownMethodsAreRefused() {
        UserError many =
                assertThrows(
                        UserError.class,
                        () -> grid(List.of(), "steps=1..200", "rate=0.1,0.2", "alpha=1..100"));
        assertTrue(many.line().startsWith("more than 10000 cells"), many.line());
        UserError twice =
                assertThrows(UserError.class, () -> grid(List.of(), "steps=1", "steps=2"));
        assertTrue(twice.line().contains("said twice"), twice.line());
        UserError unknown = assertThrows(UserError.class, () -> grid(List.of("dinmm")));
        assertEquals("--methods: no method dinmm; did you mean dinm?", unknown.line());
        WrittenPlan measures = draft(Path.of("experiments/plain/baseline.yaml"));
        UserError none = assertThrows(UserError.class, () -> Arm.named(measures, "pke"));
        assertTrue(none.line().contains("has no edit"), none.line());
    }
}
