package dev.pke.experiment.mechanism;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import dev.pke.model.LanguageModel;
import dev.pke.model.inside.MovedNeurons;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Delta;
import dev.pke.model.weights.Region;
import dev.pke.run.RunEvent.NeuronDescribed;
import dev.pke.run.word.Spoken;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;

/**
 * What the neurons that an edit moved say, before it and after: their columns of down_proj through
 * the final norm's weight and the unembedding (a norm between, as Gemma 2 has, is left out). A
 * neuron that fires with a negative sign says the contrary. Of many neurons those that moved
 * farthest, as a share of themselves, are told.
 */
public final class NeuronWords {
    /** Neurons that are told of one edit; a block holds thousands. */
    private static final int MOST = 64;

    /** Tokens told of each side. */
    private static final int TOKENS = 8;

    private final LanguageModel model;

    public NeuronWords(LanguageModel model) {
        this.model = model;
    }

    /** One event a neuron, by block and number. The delta is applied for a while and taken back. */
    public List<NeuronDescribed> of(Delta delta) {
        List<NeuronDescribed> all = new ArrayList<>();
        for (int block = 0; block < model.config().blocks(); block++) {
            var change = delta.changes().get(model.weights().downName(block));
            if (change != null) {
                Region moved = new Region(block, MovedNeurons.of(change, model.config()));
                all.addAll(of(delta, moved));
            }
        }
        return all.stream()
                .sorted(Comparator.comparingDouble(NeuronDescribed::moved).reversed())
                .limit(MOST)
                .sorted(
                        Comparator.comparingInt(NeuronDescribed::block)
                                .thenComparingInt(NeuronDescribed::neuron))
                .toList();
    }

    private List<NeuronDescribed> of(Delta delta, Region moved) {
        try (var _ = Scope.open()) {
            float[] shares = shares(delta, moved);
            List<Integer> told =
                    IntStream.range(0, shares.length)
                            .boxed()
                            .sorted(Comparator.comparingDouble(i -> -shares[i]))
                            .limit(MOST)
                            .sorted()
                            .toList();
            Region region =
                    new Region(moved.block(), told.stream().map(moved.neurons()::get).toList());
            List<Spoken> then = spoken(model.columns(region));
            List<Spoken> now = spoken(edited(delta, region));
            List<NeuronDescribed> events = new ArrayList<>();
            for (int i = 0; i < told.size(); i++) {
                int neuron = region.neurons().get(i);
                double share = shares[told.get(i)];
                events.add(
                        new NeuronDescribed(
                                region.block(), neuron, share, then.get(i), now.get(i)));
            }
            return events;
        }
    }

    /** How far each neuron moved, as a share of what it was. */
    private float[] shares(Delta delta, Region region) {
        NDArray before = model.columns(region); // (neurons, hidden)
        NDArray way = edited(delta, region).sub(before).norm(new int[] {1}); // (neurons)
        return way.div(before.norm(new int[] {1})).toFloatArray();
    }

    private NDArray edited(Delta delta, Region region) {
        delta.apply(model.weights());
        try {
            return model.columns(region);
        } finally {
            delta.revert(model.weights());
        }
    }

    private List<Spoken> spoken(NDArray columns) {
        NDList found = model.spoken(columns, TOKENS); // weights and tokens, twice (neurons, tokens)
        List<Spoken.Token> promoted = tokens(found.get(0), found.get(1));
        List<Spoken.Token> suppressed = tokens(found.get(2), found.get(3));
        int count = promoted.size() / Math.toIntExact(columns.getShape().get(0));
        List<List<Spoken.Token>> high =
                promoted.stream().gather(Gatherers.windowFixed(count)).toList();
        List<List<Spoken.Token>> low =
                suppressed.stream().gather(Gatherers.windowFixed(count)).toList();
        List<Spoken> spoken = new ArrayList<>();
        for (int i = 0; i < high.size(); i++) {
            spoken.add(new Spoken(high.get(i), low.get(i)));
        }
        return spoken;
    }

    /** All neurons' tokens in a row. */
    private List<Spoken.Token> tokens(NDArray weights, NDArray ids) {
        float[] weight = weights.toFloatArray();
        long[] id = ids.toLongArray();
        List<Spoken.Token> tokens = new ArrayList<>();
        for (int i = 0; i < id.length; i++) {
            String text = model.text(List.of(Math.toIntExact(id[i])));
            tokens.add(new Spoken.Token(text, weight[i]));
        }
        return tokens;
    }
}
