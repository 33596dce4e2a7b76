package ai.djl.pytorch.jni;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;

/**
 * The one door to methods of a TorchScript module with any arguments and with autograd. DJL's own
 * {@code PtSymbolBlock.forward(IValue...)} runs in inference mode, whose results can never take
 * part in a gradient; the call that can is package-private, so this class lives in DJL's package.
 */
public final class ScriptMethods {
    private ScriptMethods() {}

    /** Runs a method; the optimising executor is off, so the first call computes as every other. */
    public static IValue run(long module, String method, long[] arguments) {
        PyTorchLibrary.LIB.setGraphExecutorOptimize(false);
        return new IValue(
                PyTorchLibrary.LIB.moduleRunMethod(module, method, arguments, true, false));
    }

    /** The module's tensor as a value of the manager; the caller owns it. */
    public static PtNDArray tensor(IValue value, PtNDManager manager) {
        return value.toTensor(manager);
    }
}
