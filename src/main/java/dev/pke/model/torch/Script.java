package dev.pke.model.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.ScriptMethods;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A TorchScript module compiled from source text: the mathematics that DJL's arrays lack (fused
 * attention, bf16, differentiable casts, memory maps), called by method name. Arguments may be
 * arrays, lists of arrays, maps of arrays, integers, doubles, strings, or a prepared {@link
 * IValue}. Results are one array or a list of arrays, owned by the module's manager.
 */
final class Script implements AutoCloseable {
    private final PtNDManager manager;
    private final PtSymbolBlock module;

    private Script(PtNDManager manager, PtSymbolBlock module) {
        this.manager = manager;
        this.module = module;
    }

    /**
     * Compiles methods, written as Python functions that take {@code self}, into one module.
     *
     * @param attributes what the methods read as {@code self.name}: integers, doubles or strings
     * @throws IllegalArgumentException naming the line that does not compile
     */
    static Script compile(PtNDManager manager, String methods, Map<String, Object> attributes) {
        byte[] archive = ScriptArchive.of(methods, attributes);
        try {
            var module =
                    JniUtils.loadModule(manager, new ByteArrayInputStream(archive), false, false);
            return new Script(manager, module);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    PtNDManager manager() {
        return manager;
    }

    /** Runs a method that returns one array; the result takes part in gradients. */
    NDArray call(String method, Object... arguments) {
        try (IValue result = run(method, arguments)) {
            return result.toTensor(manager);
        }
    }

    /** Runs a method that returns a list of arrays; the results take part in gradients. */
    NDList list(String method, Object... arguments) {
        try (IValue result = run(method, arguments)) {
            return new NDList(result.toTensorArray(manager));
        }
    }

    /** Runs a method that returns one array, recording nothing for a gradient. */
    NDArray frozen(String method, Object... arguments) {
        return Torch.withoutGradient(() -> call(method, arguments));
    }

    /** Runs a method that returns a list of arrays, recording nothing for a gradient. */
    NDList frozenList(String method, Object... arguments) {
        return Torch.withoutGradient(() -> list(method, arguments));
    }

    private IValue run(String method, Object... arguments) {
        long[] handles = new long[arguments.length];
        List<IValue> mine = new ArrayList<>(arguments.length);
        try {
            for (int i = 0; i < arguments.length; i++) {
                IValue value;
                if (arguments[i] instanceof IValue prepared) {
                    value = prepared;
                } else {
                    value = value(arguments[i]);
                    mine.add(value);
                }
                handles[i] = value.getHandle();
            }
            return ScriptMethods.run(module.getHandle(), method, handles);
        } finally {
            mine.forEach(IValue::close);
        }
    }

    /** An argument prepared once for many calls; the caller closes it. */
    static IValue value(Object argument) {
        return switch (argument) {
            case NDArray a -> IValue.from((PtNDArray) a);
            case NDList l -> IValue.listFrom(l.stream().toArray(PtNDArray[]::new));
            case Integer i -> IValue.from((long) i);
            case Long l -> IValue.from((long) l);
            case Double d -> IValue.from((double) d);
            case String s -> IValue.from(s);
            case long[] l -> IValue.listFrom(l);
            case double[] d -> IValue.listFrom(d);
            case Map<?, ?> m -> dictionary(m);
            default -> throw new IllegalArgumentException("not an argument: " + argument);
        };
    }

    private static IValue dictionary(Map<?, ?> arrays) {
        Map<String, PtNDArray> typed = new LinkedHashMap<>();
        arrays.forEach((name, array) -> typed.put((String) name, (PtNDArray) array));
        return IValue.stringMapFrom(typed);
    }

    @Override
    public void close() {
        module.close();
    }
}
