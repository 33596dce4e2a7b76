package dev.pke.cli.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.bench.ModelBench;
import dev.pke.cli.Exit;
import dev.pke.cli.Main;
import dev.pke.model.GenerationSettings;
import dev.pke.model.LanguageModel;
import dev.pke.model.torch.DType;
import dev.pke.model.weights.ModelOptions;
import dev.pke.model.weights.ModelSize;
import dev.pke.model.weights.RandomCheckpoint;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A random checkpoint has the shape it was asked for, is measured, and is known beforehand. */
class ModelCommandTest {
    @TempDir Path dir;

    @Test
    void aRandomCheckpointIsKnownBeforeItIsLoadedAndCanBeMeasured() {
        Path folder = dir.resolve("tiny");
        String config = RandomCheckpoint.shapes().getOrDefault("llama-tiny", "");
        RandomCheckpoint.write(folder, config, DType.BF16, 1, bytes -> {});
        ModelSize size = ModelSize.of(folder, ModelOptions.cpu());
        assertEquals(2 * size.parameters(), size.held());
        assertEquals(0, size.copied(), "stored and held alike: nothing is copied");
        assertTrue(size.toEdit() > size.held() && size.toEvaluate() > size.toLoad());
        ModelSize wide = ModelSize.of(folder, ModelOptions.cpu().with(DType.F32));
        assertEquals(2 * size.held(), wide.copied());
        List<String> said = new ArrayList<>();
        new ModelBench(folder, ModelOptions.cpu(), 2, 8, 4, 2, 1, ModelBench.Against.PLAIN)
                .run((what, value) -> said.add(what));
        assertTrue(
                said.contains("decode") && said.contains("PKE locate, 2 instances"),
                said::toString);
    }

    @Test
    void anAnswerIsPrintedAsItIsMadeAndNoPromptIsCut() {
        Path specimen = Path.of("experiments/specimen/plain");
        String prompt = "name the land that first saw a drurbisk .";
        String answer;
        int asked;
        try (LanguageModel model = LanguageModel.open(specimen)) {
            answer = model.answer(List.of(prompt), GenerationSettings.greedy(30)).getFirst();
            asked = model.promptIds(prompt, GenerationSettings.greedy(1)).length;
            int room = model.config().maxPositions();
            List<String> said = answered(specimen, prompt, "--new", "30");
            assertEquals(answer, said.getFirst());
            assertTrue(told(said).startsWith("(" + asked + " tokens asked; "), said::toString);
            said = answered(specimen, prompt, "--new", String.valueOf(room - 3));
            assertTrue(told(said).startsWith("(" + asked + " tokens asked; "), said::toString);
        }
        assertEquals(
                Exit.USAGE,
                Main.run("model", "answer", specimen.toString(), "x", "--temperature", "-1"));
    }

    /** The last line on standard error: before it stands what else decided the answer. */
    private static String told(List<String> said) {
        return said.getLast().lines().reduce("", (a, b) -> b);
    }

    /** What was said on standard output, then on standard error. */
    private static List<String> answered(Path folder, String prompt, String... options) {
        var out = new StringWriter();
        var err = new StringWriter();
        var line = new CommandLine(new ModelAnswerCommand());
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        List<String> arguments = new ArrayList<>(List.of(folder.toString(), prompt));
        arguments.addAll(List.of(options));
        assertEquals(0, line.execute(arguments.toArray(String[]::new)), err::toString);
        return List.of(out.toString().strip(), err.toString().strip());
    }

    @Test
    void anUnknownShapeOrDeviceIsToldInOneLine() {
        assertEquals(Exit.USAGE, Main.run("model", "random", "x", "--shape", "none"));
        assertEquals(Exit.USAGE, Main.run("check", "x", "--device", "gpu"));
    }
}
