package dev.pke.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.model.DType;
import dev.pke.model.ModelOptions;
import dev.pke.model.ModelSize;
import dev.pke.model.RandomCheckpoint;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    void anUnknownShapeOrDeviceIsToldInOneLine() {
        assertEquals(Main.USAGE, Main.run("model", "random", "x", "--shape", "none"));
        assertEquals(Main.USAGE, Main.run("check", "x", "--device", "gpu"));
    }
}
