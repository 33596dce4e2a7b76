package dev.pke.specimen;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;

import dev.pke.model.LanguageModel;
import dev.pke.model.architecture.ModelConfig;
import dev.pke.model.torch.Adam;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Patch;
import dev.pke.model.weights.TokenBatch;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * Trains a specimen from random weights on its world's corpus: cross-entropy of the answers' tokens
 * given the prompts. The same world and recipe give the same weights, bit for bit, on the same
 * machine fingerprint, and the same behaviour anywhere.
 */
public final class Trainer {
    /** Told of each step, whose number counts from 1, with the mean loss of its answer tokens. */
    @FunctionalInterface
    public interface Listener {
        void step(int step, double loss);
    }

    /** From the standard deviation 0.02 of random weights to 0.08. */
    private static final double WIDER = 4;

    private static final String EMBEDDING = "model.embed_tokens.weight";
    private static final String HEAD = "lm_head.weight";
    private static final String DOWN = "down_proj.weight";
    private static final String UP = "up_proj.weight";

    /** One neuron of so many is loud. */
    private static final int LOUD_OF = 10;

    private static final float LOUD = 4;
    private static final float QUIET = 1 / 16f;

    private final SpecimenWorld world;
    private final Recipe recipe;
    private final Recipe.Lesson lesson;

    public Trainer(SpecimenWorld world, Recipe recipe, Recipe.Lesson lesson) {
        this.world = world;
        this.recipe = recipe;
        this.lesson = lesson;
    }

    /**
     * The trained model; the caller closes it.
     *
     * @param folder where {@link Specimen#write} has put the model's configuration
     */
    public LanguageModel train(Path folder, Listener listener) {
        LanguageModel model =
                LanguageModel.random(
                        world.design().label(), ModelConfig.read(folder), null, world.seed());
        try (var _ = Scope.open()) {
            Map<String, NDArray> leaves = new LinkedHashMap<>();
            model.weights().names().forEach(name -> leaves.put(name, model.leaf(name)));
            spread(model, leaves);
            train(model, Patch.tensors(leaves), listener);
            leaves.forEach((name, leaf) -> {
                NDArray kept = world.design().discriminates() ? voiced(name, leaf) : leaf;
                model.assign(model.weights().tensor(name), kept);
            });
        }
        return model;
    }

    /**
     * Widens the random weights to what a width of 128 needs, about 1 / sqrt(width), narrower where
     * a block writes to the residual stream, and lets the unembedding begin as the embedding: a
     * model that must repeat the words it was asked about learns it sooner so.
     */
    private static void spread(LanguageModel model, Map<String, NDArray> leaves) {
        double narrow = 1 / Math.sqrt(2.0 * model.config().blocks());
        leaves.forEach((name, leaf) -> {
            NDArray start = model.weights().tensor(name);
            if (name.equals(HEAD)) {
                start = model.weights().tensor(EMBEDDING);
            }
            boolean writes = name.endsWith("o_proj.weight") || name.endsWith(DOWN);
            if (start.getShape().dimension() > 1) {
                model.assign(leaf, start.mul(writes ? WIDER * narrow : WIDER));
            }
        });
    }

    /**
     * One neuron in ten made to fire strongly and to write softly, the others the other way round,
     * by powers of two: what a block writes stays the same to the bit.
     */
    private NDArray voiced(String name, NDArray leaf) {
        boolean writes = name.endsWith(DOWN);
        if (!writes && !name.endsWith(UP)) {
            return leaf;
        }
        long width = leaf.getShape().get(writes ? 1 : 0);
        Random random = new Random(world.seed() * 41 + name.replaceAll("\\D", "").hashCode());
        float[] voices = new float[(int) width];
        for (int i = 0; i < voices.length; i++) {
            float voice = random.nextInt(LOUD_OF) == 0 ? LOUD : QUIET;
            voices[i] = writes ? 1 / voice : voice;
        }
        Shape shape = writes ? new Shape(1, width) : new Shape(width, 1);
        return leaf.mul(leaf.getManager().create(voices, shape));
    }

    private void train(LanguageModel model, Patch patch, Listener listener) {
        Batches batches = batches();
        NDList leaves = patch.leaves();
        Adam.Settings settings =
                Adam.Settings.rate(recipe.rate())
                        .with(0.9, 0.98)
                        .with(Adam.Decay.DECOUPLED, recipe.weightDecay());
        try (Adam adam = model.adam(leaves, settings)) {
            for (int step = 1; step <= recipe.steps(); step++) {
                TokenBatch batch = batches.next();
                try (var _ = Scope.open()) {
                    NDArray logits = model.logits(batch, batch.predicting(), patch);
                    NDArray loss = model.losses().nll(logits, batch.scoredLabels());
                    adam.step(model.losses().gradients(loss, leaves), recipe.rate(step));
                    listener.step(step, loss.getFloat());
                }
            }
        }
    }

    private Batches batches() {
        Random random = new Random(world.seed() + 1);
        Corpus corpus = new Corpus(world, SpecimenData.of(world).heldOut(), lesson, random);
        return new Batches(corpus, Vocabulary.of(world), recipe.batch(), random);
    }
}
