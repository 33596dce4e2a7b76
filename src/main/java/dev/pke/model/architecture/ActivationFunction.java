package dev.pke.model.architecture;

import dev.pke.fault.ModelError;
import dev.pke.model.checkpoint.Json;

/** The names that configs give to activation functions. */
public final class ActivationFunction {
    private ActivationFunction() {}

    public static String read(Json config, String key, String otherwise) {
        String name = config.text(key, otherwise);
        return switch (name) {
            case "silu", "swish" -> "silu";
            case "gelu" -> "gelu";
            case "gelu_new", "gelu_pytorch_tanh", "gelu_fast" -> "gelu_tanh";
            case "relu" -> "relu";
            default ->
                    throw new ModelError(
                            "activation "
                                    + name
                                    + " is not supported; supported: silu, gelu, gelu_new,"
                                    + " gelu_pytorch_tanh, relu");
        };
    }
}
