package dev.pke.model.weights;

import ai.djl.Device;

import dev.pke.model.architecture.ModelConfig;
import dev.pke.model.torch.Cpu;
import dev.pke.model.torch.DType;
import dev.pke.model.torch.Kernels;
import dev.pke.model.torch.Torch;

import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Which constant matrices are packed for products on a CPU, and how: the first way whose {@link
 * PackingTrial} finds no fault on this machine, else none, which is right everywhere. What was
 * found is remembered: share one among the models of a process. Nothing here looks at a clock, so
 * that the same machine always makes the same bits.
 */
public final class Packing {
    /** Elements below which the layout gains nothing. */
    private static final long SMALL = 1 << 18;

    private final List<? extends Packer> ways;
    private final Map<DType, Integer> most;
    private final long least;
    private final Consumer<String> told;
    private final Map<MatrixSize, Optional<Packer>> chosen = new ConcurrentHashMap<>();
    private final AtomicBoolean said = new AtomicBoolean();

    /**
     * @param ways in the order they are tried
     * @param most rows of input up to which a packed product is the faster one, of every kind that
     *     is packed
     * @param least elements of a matrix worth it
     * @param told hears once that products are made the slow way, and why
     */
    Packing(
            List<? extends Packer> ways,
            Map<DType, Integer> most,
            long least,
            Consumer<String> told) {
        this.ways = List.copyOf(ways);
        this.most = Map.copyOf(most);
        this.least = least;
        this.told = told;
    }

    /** What is fastest on this CPU. */
    public static Packing fastest() {
        return new Packing(List.of(Panels.values()), Cpu.here().packedRows(), SMALL, Packing::warn);
    }

    /** Nothing: weights lie only as they are stored. */
    public static Packing none() {
        return new Packing(List.of(), Map.of(), SMALL, Packing::warn);
    }

    /**
     * A logger takes as long to set up as a model to be read: none is unless it has to say this.
     */
    private static void warn(String line) {
        LoggerFactory.getLogger(Packing.class).warn(line);
    }

    /** Whether matrices of a kind may be packed. */
    boolean packs(DType dtype) {
        return !ways.isEmpty() && most.containsKey(dtype);
    }

    /** Whether a matrix is too small to be worth it. */
    boolean isSmall(MatrixSize size) {
        return size.elements() < least;
    }

    /** Rows of input up to which a packed product is used. */
    int most(DType dtype) {
        return most.getOrDefault(dtype, 0);
    }

    /** How matrices of a size are packed; empty where no way is right. */
    Optional<Packer> packer(Kernels kernels, MatrixSize size) {
        return chosen.computeIfAbsent(size, s -> choose(kernels, s));
    }

    private Optional<Packer> choose(Kernels kernels, MatrixSize size) {
        List<String> faults = new ArrayList<>();
        for (Packer way : ways) {
            Optional<String> fault = PackingTrial.fault(kernels, size, way);
            if (fault.isEmpty()) {
                return Optional.of(way);
            }
            faults.add(way.word() + ": " + fault.get());
        }
        if (!said.getAndSet(true)) {
            told.accept(
                    "products with %s weights of %s are made the plain way here, which is slower; %s"
                            .formatted(size.dtype(), size, String.join("; ", faults)));
        }
        return Optional.empty();
    }

    /** In one line how a model's products are made here, every size being tried. */
    String summary(ModelConfig config, DType dtype) {
        if (!packs(dtype)) {
            return "plain";
        }
        List<MatrixSize> large =
                MatrixSize.of(config, dtype).stream()
                        .flatMap(size -> List.of(size, size.turned()).stream())
                        .distinct()
                        .filter(size -> !isSmall(size))
                        .toList();
        if (large.isEmpty()) {
            return "plain, too small to pack";
        }
        List<String> words = new ArrayList<>();
        try (var manager = Torch.manager(Device.cpu());
                Kernels kernels = Kernels.compile(manager, config.constants())) {
            large.forEach(size ->
                    words.add(
                            size + " " + packer(kernels, size).map(Packer::word).orElse("plain")));
        }
        String up = most(dtype) == Integer.MAX_VALUE ? "" : " up to " + most(dtype) + " rows";
        return String.join(", ", words) + up;
    }
}
