package dev.pke.model.torch;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.djl.engine.EngineException;
import ai.djl.pytorch.engine.PtNDManager;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The TorchScript sources of this room, compiled into one module for one model and one device. */
public final class Kernels {
    private static final List<String> FILES =
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
                    "memory");

    private Kernels() {}

    /** Compiles every kernel with the constants that a model's config decides. */
    public static Script compile(PtNDManager manager, Map<String, Object> constants) {
        try {
            return compile(manager, constants, "product-onednn");
        } catch (EngineException unknown) {
            // Where libtorch was built without oneDNN its operations are unknown.
            return compile(manager, constants, "product");
        }
    }

    private static Script compile(
            PtNDManager manager, Map<String, Object> constants, String product) {
        var methods = new StringBuilder(read("kernels/" + product + ".py"));
        for (String file : FILES) {
            methods.append('\n').append(read("kernels/" + file + ".py"));
        }
        return Script.compile(manager, methods.toString(), constants);
    }

    private static String read(String resource) {
        try (InputStream in = Kernels.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("resource is missing: " + resource);
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
