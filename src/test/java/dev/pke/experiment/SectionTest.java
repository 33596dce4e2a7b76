package dev.pke.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pke.event.UserError;
import dev.pke.model.ModelPlaces;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class SectionTest {
    private static Section section(Map<String, ?> values) {
        return new Section("a.yaml", "editor.", values, Path.of("plans"), ModelPlaces.none());
    }

    @Test
    void anUnknownKeyIsNamedWithTheNearestValidOne() {
        Section section = section(Map.of("rate", 1, "stepps", 3));
        section.number("rate", 0, 1);
        section.has("steps");
        assertTold("a.yaml: unknown key editor.stepps; did you mean steps?", section::end);
    }

    @Test
    void aMissingKeyIsNamedWithWhatWasProbablyMeant() {
        Section section = section(Map.of("stepps", 3));
        assertTold(
                "a.yaml: missing key editor.steps (found stepps)", () -> section.count("steps", 1));
    }

    @Test
    void aWrongValueIsSaidWithWhatWouldBeRight() {
        Section section = section(Map.of("rate", "fast", "name", "pkee"));
        assertTold(
                "a.yaml: editor.rate is fast, must be a number from 0 to 1",
                () -> section.number("rate", 0, 1));
        assertTold(
                "a.yaml: editor.name is pkee, must be one of pke, dinm; did you mean pke?",
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
