package dev.pke.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import dev.pke.model.torch.Scope;
import dev.pke.model.torch.Script;
import dev.pke.model.weights.Frame;
import dev.pke.model.weights.Padding;
import dev.pke.model.weights.Patch;
import dev.pke.model.weights.TokenBatch;

import java.util.ArrayList;
import java.util.List;

/**
 * What no patch from a block's down_proj on can move: computed once for every text, for all that
 * wait side by side, when the first of them is asked for. Close it when its tails are done.
 */
public final class Frozen implements AutoCloseable {
    /** Tokens computed side by side, padding included. */
    private static final int TOKENS = 4096;

    private final Decoder decoder;
    private final int block;
    private final List<Tail> waiting = new ArrayList<>();
    private final NDList held = new NDList();
    private boolean closed;

    /**
     * @param block the lowest whose down_proj a patch will touch, and nothing below it
     */
    Frozen(Decoder decoder, int block) {
        if (block < 0 || block >= decoder.config.blocks()) {
            throw new IllegalArgumentException("no block " + block);
        }
        this.decoder = decoder;
        this.block = block;
    }

    /**
     * What can still move of a batch.
     *
     * @param spots flat positions at which states are wanted
     */
    public Tail tail(TokenBatch batch, int... spots) {
        Tail tail = new Tail(this, decoder, block, batch, spots);
        waiting.add(tail);
        return tail;
    }

    /** Computes for every tail that waits. */
    void compute() {
        if (closed) {
            throw new IllegalStateException("what was frozen is closed");
        }
        while (!waiting.isEmpty()) {
            int count = 1;
            long tokens = tokens(waiting.getFirst());
            while (count < waiting.size() && tokens + tokens(waiting.get(count)) <= TOKENS) {
                tokens += tokens(waiting.get(count++));
            }
            List<Tail> group = waiting.subList(0, count);
            try (Scope scope = Scope.open()) {
                held.addAll(Script.withoutGradient(() -> begun(group)));
                held.forEach(scope::release);
            }
            group.clear();
        }
    }

    /** What the tails of a group begin with. */
    private NDList begun(List<Tail> group) {
        List<Frame> frames = new ArrayList<>();
        NDList embedded = new NDList();
        for (Tail tail : group) {
            frames.add(decoder.frame(tail.batch(), Padding.UNSEEN));
            embedded.add(decoder.embed(frames.getLast(), Patch.none()));
        }
        NDArray x = decoder.kernels.call("beside", embedded);
        for (int l = 0; l < block; l++) {
            x = decoder.beside(l, x, frames);
        }
        NDList begun = new NDList();
        int at = 0;
        for (int i = 0; i < group.size(); i++) {
            TokenBatch batch = group.get(i).batch();
            NDArray own = decoder.kernels.call("apart", x, at, batch.size(), batch.width());
            begun.addAll(group.get(i).begin(frames.get(i), own).arrays());
            at += batch.size() * batch.width();
        }
        return begun;
    }

    private static long tokens(Tail tail) {
        return (long) tail.batch().size() * tail.batch().width();
    }

    @Override
    public void close() {
        closed = true;
        held.close();
    }
}
