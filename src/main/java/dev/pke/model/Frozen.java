package dev.pke.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import dev.pke.model.torch.DecoderKernels.Halves;
import dev.pke.model.torch.Scope;
import dev.pke.model.torch.Torch;
import dev.pke.model.weights.Frame;
import dev.pke.model.weights.Padding;
import dev.pke.model.weights.Patch;
import dev.pke.model.weights.TokenBatch;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What no patch from some place of a block on can move: computed once for every text, for all that
 * wait side by side, when the first of them is asked for. Close it when its tails are done.
 */
public final class Frozen implements AutoCloseable {
    /** Tokens computed side by side, padding included. */
    private static final int TOKENS = 4096;

    /** Up to where a block is frozen. */
    enum Upto {
        /** What flows into it: all of it may move. */
        INPUT,
        /** What its down_proj reads: that may move. */
        DOWN
    }

    private final Decoder decoder;
    private final int block;
    private final Upto upto;
    private final List<Below> waiting = new ArrayList<>();
    private final NDList held = new NDList();
    private boolean closed;

    /**
     * @param block the lowest that a patch will touch, and nothing below {@code upto} of it
     */
    Frozen(Decoder decoder, int block, Upto upto) {
        if (block < 0 || block >= decoder.config.blocks()) {
            throw new IllegalArgumentException("no block " + block);
        }
        this.decoder = decoder;
        this.block = block;
        this.upto = upto;
    }

    /** What no patch of block {@code lowest} of a model, or above it, can move. */
    public static Frozen into(LanguageModel model, int lowest) {
        return new Frozen(model.decoder, lowest, Upto.INPUT);
    }

    /** What lies below the tail of one batch, computed when it is first asked for. */
    private final class Below implements Supplier<Tail.Start> {
        private final TokenBatch batch;
        private final int[] flat;
        private Tail.@Nullable Start start;

        private Below(TokenBatch batch, int... flat) {
            this.batch = batch;
            this.flat = flat.clone();
        }

        private long tokens() {
            return (long) batch.size() * batch.width();
        }

        @Override
        public Tail.Start get() {
            if (start == null) {
                compute();
            }
            if (start == null) {
                throw new IllegalStateException("nothing was frozen for this batch");
            }
            return start;
        }
    }

    /**
     * What can still move of a batch.
     *
     * @param spots flat positions at which states are wanted
     */
    public Tail tail(TokenBatch batch, int... spots) {
        Below below = new Below(batch, spots);
        waiting.add(below);
        return new Tail(decoder, block, upto, below);
    }

    /** Computes for every tail that waits. */
    private void compute() {
        if (closed) {
            throw new IllegalStateException("what was frozen is closed");
        }
        while (!waiting.isEmpty()) {
            int count = 1;
            long tokens = waiting.getFirst().tokens();
            while (count < waiting.size() && tokens + waiting.get(count).tokens() <= TOKENS) {
                tokens += waiting.get(count++).tokens();
            }
            List<Below> group = waiting.subList(0, count);
            try (Scope scope = Scope.open()) {
                held.addAll(Torch.withoutGradient(() -> begun(group)));
                held.forEach(scope::release);
            }
            group.clear();
        }
    }

    /** What the tails of a group begin with. */
    private NDList begun(List<Below> group) {
        List<Frame> frames = new ArrayList<>();
        NDList embedded = new NDList(); // (batch, seq, hidden) each
        for (Below below : group) {
            frames.add(decoder.frame(below.batch, Padding.UNSEEN));
            embedded.add(decoder.embed(frames.getLast(), Patch.none()));
        }
        NDArray x = decoder.kernels.decoder().beside(embedded); // (tokens, hidden)
        for (int l = 0; l < block; l++) {
            x = decoder.beside(l, x, frames);
        }
        NDList begun = new NDList();
        int at = 0;
        for (int i = 0; i < group.size(); i++) {
            Below below = group.get(i);
            int seq = below.batch.width();
            NDArray own = decoder.kernels.decoder().apart(x, at, below.batch.size(), seq);
            below.start = start(below, frames.get(i), own);
            begun.addAll(below.start.arrays());
            at += below.batch.size() * seq;
        }
        return begun;
    }

    /** Where a tail begins, from the residual (batch, seq, hidden) before the lowest block. */
    private Tail.Start start(Below below, Frame frame, NDArray x) {
        NDArray spots = Frame.array(decoder.kernels, below.flat); // (n)
        if (upto == Upto.INPUT) {
            return new Tail.Start(frame, spots, x, null);
        }
        boolean last = block == decoder.config.blocks() - 1;
        Halves met = decoder.untilDown(block, x, frame, Patch.none(), last ? spots : null);
        NDArray written = decoder.down(block, met.neurons(), Patch.none());
        return new Tail.Start(
                frame, spots, met.residual(), new Tail.AtDown(met.neurons(), written));
    }

    @Override
    public void close() {
        closed = true;
        held.close();
    }
}
