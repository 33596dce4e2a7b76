package dev.pke.model.architecture;

import dev.pke.fault.ModelError;

/** The names that configs give to activation functions. */
public final class ActivationFunction {
    private ActivationFunction() {}

    public static String read(String name) {
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
