package dev.pke.model.torch;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The TorchScript sources of this room, compiled into one module for one model and one device, with
 * one typed method a kernel, grouped as the sources are. Results belong to the manager. A method
 * takes part in gradients where its sentence doesn't say that it records none.
 */
public final class Kernels implements AutoCloseable {
    /** The sources, but for the products, of which there are two. */
    static final List<String> FILES =
            List.of(
                    "trial",
                    "norm",
                    "rope",
                    "attention",
                    "mlp",
                    "block",
                    "tape",
                    "ends",
                    "encoder",
                    "choose",
                    "loss",
                    "vocabulary",
                    "trace",
                    "choice",
                    "adam",
                    "memory",
                    "solve",
                    "mend",
                    "spoken");

    private final Script script;
    private final TensorKernels tensors;
    private final DecoderKernels decoder;
    private final EncoderKernels encoder;
    private final VocabularyKernels vocabulary;
    private final GradientKernels gradients;

    private Kernels(Script script) {
        this.script = script;
        this.tensors = new TensorKernels(script);
        this.decoder = new DecoderKernels(script);
        this.encoder = new EncoderKernels(script);
        this.vocabulary = new VocabularyKernels(script);
        this.gradients = new GradientKernels(script);
    }

    /** Compiles every kernel with the constants that a model's config decides. */
    public static Kernels compile(PtNDManager manager, Map<String, Object> constants) {
        Map<String, Object> all = new LinkedHashMap<>(constants);
        for (DType kind : List.of(DType.F32, DType.F64, DType.I64)) {
            all.put(kind.word(), kind.code());
        }
        try {
            return new Kernels(compile(manager, all, "product-onednn"));
        } catch (EngineException unknown) {
            // Where libtorch was built without oneDNN its operations are unknown.
            return new Kernels(compile(manager, all, "product"));
        }
    }

    private static Script compile(
            PtNDManager manager, Map<String, Object> constants, String product) {
        var methods = new StringBuilder(read(product));
        for (String file : FILES) {
            methods.append('\n').append(read(file));
        }
        return Script.compile(manager, methods.toString(), constants);
    }

    /** The text of one source. */
    static String read(String file) {
        String resource = "kernels/" + file + ".py";
        try (InputStream in = Kernels.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("resource is missing: " + resource);
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Arrays by name as kernels take them, prepared once for many calls; the caller closes it. */
    public static IValue parts(Map<String, NDArray> arrays) {
        return Script.value(arrays);
    }

    public PtNDManager manager() {
        return script.manager();
    }

    /** Bits, casts, files, packing. */
    public TensorKernels tensors() {
        return tensors;
    }

    /** The decoder and its way back. */
    public DecoderKernels decoder() {
        return decoder;
    }

    /** The encoder of a classifier. */
    public EncoderKernels encoder() {
        return encoder;
    }

    /** Losses and choices over the vocabulary. */
    public VocabularyKernels vocabulary() {
        return vocabulary;
    }

    /** What is made of gradients. */
    public GradientKernels gradients() {
        return gradients;
    }

    @Override
    public void close() {
        script.close();
    }
}
