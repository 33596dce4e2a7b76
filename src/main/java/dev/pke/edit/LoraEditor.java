package dev.pke.edit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import dev.pke.model.EditTokens;
import dev.pke.model.LanguageModel;
import dev.pke.model.descent.Term;
import dev.pke.model.setting.Hyperparameters;
import dev.pke.model.setting.MethodCard;
import dev.pke.model.setting.Range;
import dev.pke.model.torch.Adam;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Delta;
import dev.pke.model.weights.Patch;
import dev.pke.model.weights.Region;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The editor {@code lora-sft}: fine-tuning on the safe answers, NLL(y+), where every matrix W of
 * the MLPs may only become W + alpha/rank · B A (Hu et al. 2021, 2106.09685). A begins uniform
 * within ±1/√columns, as peft draws it, B with zeros; AdamW steps both. What is given is merged:
 * the change of the matrices themselves, which needs nothing beside the model.
 */
public final class LoraEditor implements Editor<LoraEditor.Hparams> {
    private static final Range RANK = Range.whole(1, 4096);
    private static final Range ALPHA = Range.above0(10_000);

    /** Whose matrices move. */
    public enum Blocks {
        ALL,
        LOCATED
    }

    /**
     * What it can be told.
     *
     * @param alpha the adapters' weight, in units of 1 over the rank
     * @param seed of A's first values
     */
    public record Hparams(
            double rate,
            int steps,
            int rank,
            double alpha,
            Blocks blocks,
            double weightDecay,
            long seed) {
        /** Each key, what it may be and what it means. */
        public static final Hyperparameters<Hparams> KEYS =
                Hyperparameters.of(Hparams.class)
                        .number("rate", 1e-3, Descent.RATE, "the learning rate")
                        .number("steps", 40, Descent.STEPS, "the steps it takes")
                        .number("rank", 8, RANK, "of every adapter")
                        .number("alpha", 16, ALPHA, "adapters weigh alpha / rank")
                        .choice("blocks", Blocks.class, "whose matrices move")
                        .number("weight-decay", 0, Descent.DECAY, "AdamW's, 0 for none")
                        .seed("of the adapters' first values");

        public Hparams {
            KEYS.check(rate, steps, rank, alpha, blocks, weightDecay, seed);
        }
    }

    @Override
    public MethodCard card() {
        return new MethodCard(
                "lora-sft",
                "LoRA-SFT",
                "sft",
                "Fine-tunes adapters of low rank on the safe answers and merges them.");
    }

    @Override
    public Hyperparameters<Hparams> hyperparameters() {
        return Hparams.KEYS;
    }

    @Override
    public Delta edit(LanguageModel model, EditRequest request, Hparams h, EditListener listener) {
        IntStream blocks =
                switch (h.blocks()) {
                    case ALL -> IntStream.range(0, model.config().blocks());
                    case LOCATED -> request.regions().stream().mapToInt(Region::block);
                };
        Random draws = new Random(h.seed());
        Map<String, float[]> rights = new LinkedHashMap<>();
        blocks.boxed()
                .flatMap(l -> model.weights().mlpNames(l).stream())
                .filter(name -> model.weights().shape(name).size() == 2)
                .forEach(name -> rights.put(name, drawn(model, name, h.rank(), draws)));
        return edit(model, request.tokens(model), rights, h, listener);
    }

    private static float[] drawn(LanguageModel model, String name, int rank, Random draws) {
        int columns = Math.toIntExact(model.weights().shape(name).get(1));
        float[] drawn = new float[rank * columns];
        float most = (float) (1 / Math.sqrt(columns));
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = (2 * draws.nextFloat() - 1) * most;
        }
        return drawn;
    }

    /**
     * The same on tokens, as reference cases give them.
     *
     * @param rights A of each matrix that moves, (rank, columns), by the matrix's name
     */
    public static Delta edit(
            LanguageModel model,
            EditTokens tokens,
            Map<String, float[]> rights,
            Hparams h,
            EditListener listener) {
        try (var _ = Scope.open()) {
            NDManager manager = model.kernels().manager();
            Map<String, NDArray> leaves = new LinkedHashMap<>();
            rights.keySet().forEach(name -> leaves.put(name, model.leaf(name)));
            Patch patch = Patch.tensors(leaves);
            List<NDArray> starts = LowRank.starts(patch);
            List<LowRank.Product> products = new ArrayList<>();
            rights.forEach((name, right) -> {
                NDArray start = starts.get(products.size()); // (rows, columns)
                long columns = start.getShape().get(1);
                products.add(
                        new LowRank.Product(
                                start,
                                manager.zeros(
                                        new Shape(start.getShape().get(0), h.rank()),
                                        DataType.FLOAT32),
                                manager.create(right, new Shape(h.rank(), columns)),
                                h.alpha() / h.rank()));
            });
            Adam.Settings adam =
                    Adam.Settings.rate(h.rate()).with(Adam.Decay.DECOUPLED, h.weightDecay());
            List<Term> terms = List.of(Term.whole("safe", 1, model).nll(tokens.safe()));
            LowRank course = new LowRank(model, patch, products, LowRank.Moves.BOTH);
            return new Descent(model, course, terms, adam, listener)
                    .run(h.steps(), losses -> false, () -> {});
        }
    }
}
