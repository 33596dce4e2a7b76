package dev.pke.diff;

import dev.pke.model.checkpoint.Digest;
import dev.pke.model.folder.NeuronLayout;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The comparison of two tensors, bit by bit. Blocks that are equal are compared and hashed at
 * memory speed and never looked at again; only blocks that differ are taken apart. One thread.
 */
final class TensorDiff {
    /** Bytes; a multiple of every element's size, small enough to stay in the cache. */
    private static final int BLOCK = 1 << 16;

    private static final int MOST = 32;
    private final String name;
    private final TensorBytes a;
    private final TensorBytes b;
    private final Element element;
    private final Optional<NeuronLayout.Axis> axis;
    private final double[] neuronSquares;
    private final long[] neuronChanges;
    private long changed;
    private double squares;
    private double linf;
    private long maxSteps;
    private long nonFinite;
    private long nanPayloads;
    private long signedZeros;

    private TensorDiff(String name, TensorBytes a, TensorBytes b, NeuronLayout neurons) {
        this.name = name;
        this.a = a;
        this.b = b;
        this.element = new Element(a.dtype());
        this.axis = neurons.axis(name, a.shape());
        int count = axis.map(NeuronLayout.Axis::count).orElse(0);
        this.neuronSquares = new double[count];
        this.neuronChanges = new long[count];
    }

    /** Compares two tensors of one name. */
    static TensorChange of(String name, TensorBytes a, TensorBytes b, NeuronLayout neurons) {
        if (a.dtype() != b.dtype() || !a.shape().equals(b.shape())) {
            return unequal(name, Optional.of(side(a)), Optional.of(side(b)));
        }
        return new TensorDiff(name, a, b, neurons).compare();
    }

    /** A tensor that only one side has. */
    static TensorChange missing(String name, TensorBytes a) {
        return unequal(name, Optional.of(side(a)), Optional.empty());
    }

    /** A tensor that only B has. */
    static TensorChange extra(String name, TensorBytes b) {
        return unequal(name, Optional.empty(), Optional.of(side(b)));
    }

    private static TensorChange unequal(
            String name, Optional<TensorChange.Side> a, Optional<TensorChange.Side> b) {
        return new TensorChange(name, a, b, 0, 0, 0, 0, 0, 0, 0, 0, 0, List.of(), 0);
    }

    private static TensorChange.Side side(TensorBytes tensor) {
        return side(tensor, digest(tensor));
    }

    /** A tensor's digest, as events record it. */
    static String digest(TensorBytes tensor) {
        MessageDigest sha = Digest.start(tensor.dtype(), tensor.shape());
        byte[] block = new byte[BLOCK];
        for (long at = 0; at < tensor.bytes().byteSize(); at += BLOCK) {
            int length = (int) Math.min(BLOCK, tensor.bytes().byteSize() - at);
            MemorySegment.copy(tensor.bytes(), ValueLayout.JAVA_BYTE, at, block, 0, length);
            sha.update(block, 0, length);
        }
        return Digest.hex(sha);
    }

    private static TensorChange.Side side(TensorBytes tensor, String digest) {
        return new TensorChange.Side(tensor.dtype().name(), tensor.shape(), digest);
    }

    private TensorChange compare() {
        MessageDigest shaA = Digest.start(a.dtype(), a.shape());
        MessageDigest shaB = null;
        byte[] block = new byte[BLOCK];
        MemorySegment copy = MemorySegment.ofArray(block);
        long size = a.bytes().byteSize();
        for (long at = 0; at < size; at += BLOCK) {
            int length = (int) Math.min(BLOCK, size - at);
            MemorySegment.copy(a.bytes(), ValueLayout.JAVA_BYTE, at, block, 0, length);
            long first = MemorySegment.mismatch(copy, 0, length, b.bytes(), at, at + length);
            if (first >= 0 && shaB == null) {
                shaB = copyOf(shaA);
            }
            shaA.update(block, 0, length);
            if (first >= 0) {
                elements(at / a.dtype().bytes(), length / a.dtype().bytes());
            }
            if (shaB != null) {
                if (first >= 0) {
                    MemorySegment.copy(b.bytes(), ValueLayout.JAVA_BYTE, at, block, 0, length);
                }
                shaB.update(block, 0, length);
            }
        }
        String before = Digest.hex(shaA);
        return result(before, shaB == null ? before : Digest.hex(shaB));
    }

    private static MessageDigest copyOf(MessageDigest running) {
        try {
            return (MessageDigest) running.clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError("the JDK's SHA-256 can be cloned", e);
        }
    }

    private void elements(long from, int count) {
        for (long i = from; i < from + count; i++) {
            long oldBits = element.bits(a.bytes(), i);
            long newBits = element.bits(b.bytes(), i);
            if (oldBits != newBits) {
                change(i, oldBits, newBits);
            }
        }
    }

    private void change(long index, long oldBits, long newBits) {
        changed++;
        double old = element.value(oldBits);
        double now = element.value(newBits);
        double square = 0;
        if (Double.isFinite(old) && Double.isFinite(now)) {
            double delta = now - old;
            square = delta * delta;
            squares += square;
            linf = Math.max(linf, Math.abs(delta));
            maxSteps = Math.max(maxSteps, element.steps(oldBits, newBits));
            if (old == 0 && now == 0) {
                signedZeros++;
            }
        } else {
            nonFinite++;
            if (Double.isNaN(old) && Double.isNaN(now)) {
                nanPayloads++;
            }
        }
        if (axis.isPresent()) {
            int neuron = axis.get().neuron(index);
            neuronChanges[neuron]++;
            neuronSquares[neuron] += square;
        }
    }

    private TensorChange result(String before, String after) {
        double l2 = Math.sqrt(squares);
        return new TensorChange(
                name,
                Optional.of(side(a, before)),
                Optional.of(side(b, after)),
                a.elements(),
                changed,
                l2,
                linf,
                l2 == 0 ? 0 : l2 / norm(a),
                maxSteps,
                nonFinite,
                nanPayloads,
                signedZeros,
                neurons(),
                (int) java.util.Arrays.stream(neuronChanges).filter(n -> n > 0).count());
    }

    /** The norm of a tensor over its finite elements. */
    static double norm(TensorBytes tensor) {
        Element element = new Element(tensor.dtype());
        double sum = 0;
        for (long i = 0; i < tensor.elements(); i++) {
            double value = element.value(element.bits(tensor.bytes(), i));
            sum += Double.isFinite(value) ? value * value : 0;
        }
        return Math.sqrt(sum);
    }

    private List<TensorChange.Neuron> neurons() {
        List<TensorChange.Neuron> all = new ArrayList<>();
        for (int i = 0; i < neuronChanges.length; i++) {
            if (neuronChanges[i] > 0) {
                all.add(new TensorChange.Neuron(i, neuronChanges[i], Math.sqrt(neuronSquares[i])));
            }
        }
        all.sort(Comparator.comparingDouble(TensorChange.Neuron::l2).reversed());
        return all.size() > MOST ? all.subList(0, MOST) : all;
    }
}
