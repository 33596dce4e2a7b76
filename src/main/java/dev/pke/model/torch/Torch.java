package dev.pke.model.torch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;

import java.util.function.Supplier;

/**
 * The PyTorch engine, started once: offline, with a fixed thread count and gradient mode on for
 * every thread, so that whether an operation is differentiable depends on its operands alone.
 */
public final class Torch {
    private static final String ENGINE = "PyTorch";

    private Torch() {}

    /** Keeps DJL off the network: it asks the cloud's metadata service and its own server else. */
    public static void offline() {
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
    }

    /** A manager that owns native memory on the device until it is closed. */
    public static PtNDManager manager(Device device) {
        start();
        return (PtNDManager) NDManager.newBaseManager(device, ENGINE);
    }

    /** Loads the native library, and turns gradient mode on for the calling thread. */
    public static void start() {
        offline();
        Engine.getEngine(ENGINE);
        // It is off on the thread that loaded the engine and on for every other.
        JniUtils.setGradMode(true);
    }

    /** The libtorch version in use, such as "2.7.1". */
    public static String version() {
        start();
        return Engine.getEngine(ENGINE).getVersion();
    }

    /** The number of threads one operation may use; results are bit-equal for 1, 2, 4 and 8. */
    public static int threads() {
        start();
        return JniUtils.getNumThreads();
    }

    /** Fixes the number of threads one operation may use. */
    public static void threads(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("threads must be at least 1: " + count);
        }
        start();
        JniUtils.setNumThreads(count);
    }

    /** Whether what this thread computes may take part in a gradient. */
    public static boolean hasGradient() {
        return JniUtils.isGradMode();
    }

    /** Runs work on this thread with gradient mode off. */
    public static <T> T withoutGradient(Supplier<T> work) {
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(false);
        try {
            return work.get();
        } finally {
            JniUtils.setGradMode(before);
        }
    }
}
