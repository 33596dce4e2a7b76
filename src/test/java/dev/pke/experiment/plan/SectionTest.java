package dev.pke.experiment.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pke.fault.UserError;
import dev.pke.model.folder.ModelPlaces;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class SectionTest {
    private static Section section(Map<String, ?> values) {
        return new Section(
                new Ground("a.yaml", Path.of("plans"), ModelPlaces.none()), "model.", values);
    }

    @Test
    void anUnknownKeyIsNamedWithTheNearestValidOne() {
        Section section = section(Map.of("threads", 1, "stepps", 3));
        section.count(PlanNumber.THREADS);
        section.has("steps");
        assertTold("a.yaml: unknown key model.stepps; did you mean steps?", section::end);
    }

    @Test
    void aMissingKeyIsNamedWithWhatWasProbablyMeant() {
        Section section = section(Map.of("thread", 3));
        assertTold(
                "a.yaml: missing key model.threads (found thread)",
                () -> section.count(PlanNumber.THREADS));
    }

    @Test
    void aWrongValueIsSaidWithWhatWouldBeRight() {
        Section section = section(Map.of("threads", "fast", "name", "pkee"));
        assertTold(
                "a.yaml: model.threads is fast, must be a whole number from 1 to 512",
                () -> section.count(PlanNumber.THREADS));
        assertTold(
                "a.yaml: model.name is pkee, must be one of pke, dinm; did you mean pke?",
                () -> section.choice("name", List.of("pke", "dinm")));
    }

    @Test
    void whatWasReadComesBackWithFilesResolvedAndSeedsAsText() {
        Section section = section(Map.of("data", "../edit.json", "seed", 7, "template", true));
        section.path("data");
        section.seed("seed");
        section.onOff("template");
        section.end();
        assertEquals(Map.of("data", "edit.json", "seed", "7", "template", "on"), section.read());
    }

    private static void assertTold(String line, Executable reading) {
        assertEquals(line, assertThrows(UserError.class, reading).getMessage());
    }
}
