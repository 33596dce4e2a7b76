package dev.pke.model.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import dev.pke.Numerical;
import dev.pke.model.Golden;
import dev.pke.model.LanguageModel;
import dev.pke.model.torch.DType;
import dev.pke.model.torch.Kernels;
import dev.pke.model.torch.Scope;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every way to make products, on any machine: right ones are used, wrong ones are found out. */
@Numerical
class PackingTest {
    private static final Map<DType, Integer> ANY =
            Map.of(DType.F32, Integer.MAX_VALUE, DType.BF16, Integer.MAX_VALUE);
    private static final TokenBatch BATCH =
            TokenBatch.right(List.of(new int[] {5, 9, 12}, new int[] {7, 100}), 0);

    private static final TokenBatch SMALL =
            TokenBatch.right(List.of(new int[] {5, 9, 12}, new int[] {7, 30}), 0);

    @TempDir Path folder;
    private final List<String> told = new ArrayList<>();

    /** Ways that are wrong, each as libraries are. */
    enum Wrong implements Packer {
        /** One weight of the last row, off by one. */
        LIES {
            @Override
            public NDArray pack(Kernels kernels, NDArray matrix) {
                long rows = matrix.getShape().get(0);
                NDArray first = kernels.tensors().rows(matrix, 0, rows - 1);
                NDArray last = kernels.tensors().rows(matrix, rows - 1, 1);
                NDArray off = last.add(kernels.tensors().cast(unit(kernels, last), kind(last)));
                NDList both = new NDList(first, off);
                return Panels.PADDED.pack(kernels, kernels.tensors().joined(both));
            }
        },
        THROWS {
            @Override
            public NDArray pack(Kernels kernels, NDArray matrix) {
                throw new EngineException("a trace\nRuntimeError: not on this CPU");
            }
        };

        @Override
        public String word() {
            return name();
        }
    }

    @ParameterizedTest
    @CsvSource({"LIES,F32", "LIES,BF16", "THROWS,F32", "THROWS,BF16"})
    void aWrongWayIsFoundOutAndLeavesThePlainNumbers(Wrong way, DType dtype) {
        float[] wrong = logits(new Packing(List.of(way), ANY, 1, told::add), dtype);
        // The same operations on the same arrays: to the bit.
        assertArrayEquals(logits(Packing.none(), dtype), wrong);
        assertEquals(1, told.size(), told::toString);
        assertTrue(told.getFirst().contains("made the plain way here"), told::toString);
        assertEquals(1, told.getFirst().lines().count());
    }

    @ParameterizedTest
    @ValueSource(longs = {592, 600, 616, 648, 1000, 1040, 50_257})
    void theWayChosenIsRightForRowsThatFillNoPanel(long rows) {
        try (LanguageModel model = open(Packing.none(), DType.F32);
                var _ = Scope.open()) {
            Kernels kernels = model.kernels();
            Packing packing = new Packing(List.of(Panels.values()), ANY, 1, told::add);
            NDArray w = kernels.manager().randomNormal(new Shape(rows, 768));
            Optional<Packer> way = packing.packer(kernels, new MatrixSize(rows, 768, DType.F32));
            assertTrue(way.isPresent() || told.size() == 1, "plain, and said so");
            if (way.isPresent()) {
                Map<String, NDArray> packed = PackingTrial.packed(kernels, "w", w, way.get(), 100);
                for (int n : new int[] {1, 3, 50}) {
                    NDArray x = kernels.manager().randomNormal(new Shape(n, 768));
                    NDArray apart = kernels.tensors().apartFromPlain(x, w, packed, 0.0);
                    // Sums of 768 normal products, about 28: rounding moves them by some 1e-5.
                    assertEquals(0, apart.getFloat(), 1e-3);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Panels.class)
    void everyWayGivesThePlainLogits(Panels way) {
        for (DType dtype : ANY.keySet()) {
            float[] plain = logits(Packing.none(), dtype);
            // All rows packed; and those of the head's three tokens alone.
            for (int most : new int[] {Integer.MAX_VALUE, 3}) {
                Map<DType, Integer> up = Map.of(dtype, most);
                float[] packed = logits(new Packing(List.of(way), up, 1, told::add), dtype);
                // Sums in another order; bf16 rounds each of a block's halves to 8 bits.
                assertArrayEquals(plain, packed, dtype == DType.F32 ? 1e-4f : 0.1f);
            }
        }
    }

    /** Biases, tied ends, heads that share keys: matrices of every shape, packed however small. */
    @ParameterizedTest
    @ValueSource(strings = {"gpt2", "qwen2", "gemma2", "llama3-gqa"})
    void everyArchitectureGivesThePlainLogits(String name) {
        List<float[]> logits = new ArrayList<>();
        Packing padded = new Packing(List.of(Panels.PADDED), ANY, 1, told::add);
        for (Packing packing : List.of(Packing.none(), padded)) {
            ModelOptions options = ModelOptions.cpu().with(packing);
            try (LanguageModel model = LanguageModel.open(Golden.folder(name), options);
                    var _ = Scope.open()) {
                logits.add(model.logits(SMALL, Padding.UNSEEN).toFloatArray());
            }
        }
        // Sums in another order.
        assertArrayEquals(logits.get(0), logits.get(1), 1e-4f);
    }

    @Test
    void theRecordSaysHowProductsAreMade() {
        Packing wide = new Packing(List.of(Panels.PADDED), Map.of(DType.F32, 64), 1, told::add);
        open(wide, DType.F32).close();
        Path model = folder.resolve("F32");
        ModelOptions options = new ModelOptions("cpu", null, Compute.STORED, wide);
        String said = options.products(model);
        assertTrue(said.startsWith("1536x512 padded, 512x1536 padded, 512x512 padded, "), said);
        assertTrue(said.endsWith(" up to 64 rows"), said);
        assertEquals("plain", options.with(DType.BF16).products(model), "f32 only");
        assertEquals("plain", options.with(Packing.none()).products(model));
        Packing throwing = new Packing(List.of(Wrong.THROWS), ANY, 1, told::add);
        String refused = options.with(throwing).products(model);
        assertTrue(refused.startsWith("1536x512 plain, 512x1536 plain, "), refused);
        assertTrue(
                told.getFirst().endsWith("THROWS: it is refused: RuntimeError: not on this CPU"));
    }

    /** 1 at the first place, else 0. */
    private static NDArray unit(Kernels kernels, NDArray like) {
        float[] numbers = new float[Math.toIntExact(like.size())];
        numbers[0] = 1;
        return kernels.manager().create(numbers, like.getShape());
    }

    private static DType kind(NDArray matrix) {
        return matrix.getDataType() == DataType.FLOAT32 ? DType.F32 : DType.BF16;
    }

    private float[] logits(Packing packing, DType dtype) {
        try (LanguageModel model = open(packing, dtype);
                var _ = Scope.open()) {
            return model.logits(BATCH, Padding.UNSEEN).toFloatArray();
        }
    }

    private LanguageModel open(Packing packing, DType dtype) {
        Path model = folder.resolve(dtype.name());
        if (!model.toFile().exists()) {
            RandomCheckpoint.write(model, PackedTest.CONFIG, dtype, 1, bytes -> {});
        }
        return LanguageModel.open(model, ModelOptions.cpu().with(packing));
    }
}
