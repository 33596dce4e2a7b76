package dev.pke.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.djl.pytorch.engine.PtNDManager;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The TorchScript sources of this room, compiled into one module for one model and one device. */
final class Kernels {
    private static final List<String> FILES =
            List.of(
                    "norm",
                    "rope",
                    "attention",
                    "mlp",
                    "block",
                    "ends",
                    "encoder",
                    "choose",
                    "loss",
                    "trace",
                    "choice",
                    "adam",
                    "memory");

    private Kernels() {}

    /** Compiles every kernel with the constants that a model's config decides. */
    static Script compile(PtNDManager manager, Map<String, Object> constants) {
        var methods = new StringBuilder();
        for (String file : FILES) {
            methods.append(read("kernels/" + file + ".py")).append('\n');
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
