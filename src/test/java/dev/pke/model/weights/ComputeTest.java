package dev.pke.model.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import dev.pke.Numerical;
import dev.pke.model.GenerationSettings;
import dev.pke.model.LanguageModel;
import dev.pke.model.torch.CpuTest;
import dev.pke.model.torch.DType;
import dev.pke.model.torch.Scope;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/** Weights held in a wider kind are the stored numbers, and what changes them is to their bits. */
class ComputeTest {
    @TempDir Path dir;

    private Path folder(DType dtype) {
        Path folder = dir.resolve(dtype.word());
        String config = RandomCheckpoint.shapes().getOrDefault("llama-tiny", "");
        RandomCheckpoint.write(folder, config, dtype, 1, bytes -> {});
        return folder;
    }

    private static ModelOptions options(Compute compute) {
        return ModelOptions.cpu().with(compute).with(Packing.none());
    }

    @Test
    void digestsAndBitsAreThoseOfTheStoredKind() {
        Path folder = folder(DType.BF16);
        for (DType dtype : List.of(DType.BF16, DType.F16)) {
            ModelOptions narrow = options(Compute.STORED).with(dtype);
            try (LanguageModel stored = LanguageModel.open(folder, narrow);
                    LanguageModel wide = LanguageModel.open(folder, narrow.with(Compute.F32))) {
                assertEquals(DType.F32, wide.dtype());
                String name = wide.weights().downName(1);
                assertEquals(dtype, wide.weights().dtype(name));
                assertEquals(DType.F32, wide.weights().held(name));
                assertEquals(stored.weights().digests(), wide.weights().digests());
                assertArrayEquals(
                        stored.weights().bits(name, new long[] {0, 7, 99}),
                        wide.weights().bits(name, new long[] {0, 7, 99}));
                assertEquals(2 * stored.weights().bytes(), wide.weights().bytes());
            }
        }
    }

    /** A number that bf16 can't hold is rounded to one that it can before anything sees it. */
    @Test
    void aDeltaIsRoundedToTheStoredKindAndFitsAModelHeldEitherWay() {
        Path folder = folder(DType.BF16);
        try (LanguageModel stored = LanguageModel.open(folder, options(Compute.STORED));
                LanguageModel wide = LanguageModel.open(folder, options(Compute.F32))) {
            String before = wide.weights().digest();
            Delta delta = changed(wide);
            assertArrayEquals(changed(stored).toSafetensors(), delta.toSafetensors());
            assertTrue(delta.elements() > 0);
            delta.apply(wide.weights());
            delta.apply(stored.weights());
            assertNotEquals(before, wide.weights().digest());
            assertEquals(stored.weights().digests(), wide.weights().digests());
            delta.revert(wide.weights());
            assertEquals(before, wide.weights().digest());
        }
    }

    private static Delta changed(LanguageModel model) {
        try (var _ = Scope.open()) {
            NDArray down = model.weights().down(1);
            int hidden = (int) down.getShape().get(0);
            float[] values = new float[2 * hidden];
            for (int i = 0; i < values.length; i++) {
                values[i] = 0.1f + i * 1.00001e-3f;
            }
            NDArray columns = down.getManager().create(values, new Shape(hidden, 2));
            var region = new Region(1, List.of(3, 5));
            return model.weights()
                    .delta(Patch.columns(List.of(new Patch.Columns(region, columns))));
        }
    }

    @Test
    void anEditedFolderIsWrittenInTheStoredKind() {
        Path folder = folder(DType.BF16);
        try (LanguageModel wide = LanguageModel.open(folder, options(Compute.F32))) {
            changed(wide).apply(wide.weights());
            Path to = dir.resolve("edited");
            CheckpointWriter.write(to, wide.weights(), CheckpointWriter.filesBeside(folder));
            try (LanguageModel again = LanguageModel.open(to, options(Compute.STORED))) {
                assertEquals(wide.weights().digests(), again.weights().digests());
            }
        }
    }

    /** The same numbers in f32 as a folder stored in f32 has. */
    @Numerical
    @Test
    void answersAreThoseOfTheSameNumbersStoredInF32() {
        Path folder = folder(DType.BF16);
        List<int[]> prompts = List.of(new int[] {5, 9, 11, 30}, new int[] {7, 8});
        var settings = GenerationSettings.greedy(8);
        try (LanguageModel wide = LanguageModel.open(folder, options(Compute.F32));
                LanguageModel plain =
                        LanguageModel.open(folder, options(Compute.STORED).with(DType.F32))) {
            assertEquals(
                    plain.generateUnstopped(prompts, settings),
                    wide.generateUnstopped(prompts, settings));
        }
    }

    @Test
    void theChoiceIsTheCpusTheKindsAndTheSizesAlone() {
        assertNull(Compute.STORED.held(DType.BF16, 10, CpuTest.narrow()));
        assertEquals(DType.F32, Compute.AUTO.held(DType.BF16, 10, CpuTest.narrow()));
        assertNull(Compute.AUTO.held(DType.BF16, 10, CpuTest.wide()));
        assertNull(Compute.AUTO.held(DType.F32, 10, CpuTest.narrow()));
        assertNull(Compute.AUTO.held(DType.BF16, Compute.LIMIT / 4 + 1, CpuTest.narrow()));
        assertEquals(DType.F32, Compute.F32.held(DType.BF16, 10, CpuTest.wide()));
    }
}
