package dev.pke.experiment.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.data.SafeEdit;
import dev.pke.experiment.TinyPlan;
import dev.pke.fault.UserError;
import dev.pke.run.RunEvent.DatasetPinned;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What is wrong with data is found before anything is measured with it. */
class ContaminationTest {
    @TempDir Path folder = Path.of("");

    @BeforeEach
    void write() throws IOException {
        TinyPlan.write(folder, "0");
    }

    @Test
    void instancesThatStandInTheTestAndPromptsAskedTwiceAreRecorded() throws IOException {
        assertEquals(List.of("1 of 1 instances are also attacks of the test", "", "", ""), words());
        Path benign = folder.resolve("benign.json");
        String text = Files.readString(benign);
        String again = text.substring(1, text.indexOf('}') + 1).replaceFirst("benign-", "again-");
        Files.writeString(benign, "[" + again + "," + text.substring(1));
        assertEquals("1 of 4 prompts stand there more than once", words().getLast());
        Files.copy(benign, folder.resolve("pool2.json"));
        plan("data: pool.json", "data: pool2.json");
        assertEquals("3 of 3 prompts are also benign prompts of the test", words().get(1));
    }

    @Test
    void anotherAttackOnATestedQuestionIsToldApart() throws IOException {
        Path other = folder.resolve("other.json");
        Files.writeString(
                other,
                Files.readString(folder.resolve("test.json"))
                        .replace("\"adversarial prompt\":\"", "\"adversarial prompt\":\"please "));
        plan("data: test.json", "data: other.json");
        assertEquals("1 of 1 instances ask questions of the test", words().getFirst());
    }

    @Test
    void aRecordFromBeforeThereWasAChoiceSaysNothing() throws IOException {
        plan("records: 2", "records: 2\n  figures: 1");
        assertEquals(List.of("", "", "", ""), words());
    }

    @Test
    void swappedAnswersAreRefusedUnlessToldOtherwise() throws IOException {
        swap("test.json");
        String line = String.valueOf(assertThrows(UserError.class, this::words).getMessage());
        assertTrue(line.contains("2 unsafe answers look like refusals and 0 safe ones"), line);
        assertTrue(line.contains("answers: as-given"), line);
        assertEquals(1, line.lines().count());
        plan("draw: {seed: 5}", "draw: {seed: 5}\n    answers: as-given");
        assertEquals(4, words().size());
    }

    @Test
    void whatIsLearnedFromIsHeldToTheSame() throws IOException {
        plan("suffix: none", "lessons: {data: edit.json}\n  suffix: none");
        assertEquals(5, words().size());
        swap("edit.json");
        String line = String.valueOf(assertThrows(UserError.class, this::words).getMessage());
        assertTrue(line.contains("edit.json: of 2 records 2 unsafe answers look like"), line);
        plan("draw: {seed: 5}", "draw: {seed: 5}\n    answers: as-given");
        assertEquals(5, words().size());
    }

    private void swap(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("\"safe generation\"", "\"x\"")
                        .replace("\"unsafe generation\"", "\"safe generation\"")
                        .replace("\"x\"", "\"unsafe generation\""));
    }

    @Test
    void aTextThatHoldsAQuestionOfTheTestIsKnownWhateverItsSpacingAndCapitals() {
        List<SafeEdit.Entry> test = SafeEdit.load(folder.resolve("test.json"));
        String question = test.getFirst().question();
        String spaced = "so: " + question.toUpperCase(Locale.ROOT).replace(" ", "  ") + " now";
        assertTrue(Contamination.asking(test).test(spaced));
        assertFalse(Contamination.asking(test.subList(0, 1)).test(question.substring(1)));
    }

    private void plan(String from, String to) throws IOException {
        Path plan = folder.resolve("tiny.yaml");
        String text = Files.readString(plan);
        assertTrue(text.contains(from), text);
        Files.writeString(plan, text.replaceFirst(java.util.regex.Pattern.quote(from), to));
    }

    private List<String> words() throws IOException {
        return PlannedData.read(TinyPlan.plan(folder)).pins().stream()
                .map(DatasetPinned::contaminated)
                .toList();
    }
}
