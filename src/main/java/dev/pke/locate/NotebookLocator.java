package dev.pke.locate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import dev.pke.model.EditTask;
import dev.pke.model.EditTokens;
import dev.pke.model.LanguageModel;
import dev.pke.model.TokenPair;
import dev.pke.model.setting.Hyperparameters;
import dev.pke.model.setting.Hyperparameters.None;
import dev.pke.model.setting.MethodCard;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Padding;
import dev.pke.model.weights.Patch;
import dev.pke.model.weights.TokenBatch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The locator {@code pke-notebook}: the published notebook's intent made runnable (HydroXai {@code
 * recipe.ipynb}, which raises as it stands): the block with the largest norm of ∂NLL(y+)/∂(all its
 * parameters). Its unused ‖h_l − h_(l−1)‖_F, over the safe answers alone, is recorded beside it.
 */
public final class NotebookLocator implements Locator<None> {
    @Override
    public MethodCard card() {
        return new MethodCard(
                "pke-notebook",
                "PKE, notebook",
                "pke",
                "Takes the block whose parameters the safe answers pull at most, whole.");
    }

    @Override
    public Hyperparameters<None> hyperparameters() {
        return None.KEYS;
    }

    @Override
    public Location locate(LanguageModel model, EditTask task, None none, Progress progress) {
        TokenBatch batch = TokenPair.batch(EditTokens.of(model, task).safe(), model.pad());
        int blocks = model.config().blocks();
        double[] norms = new double[blocks];
        List<LayerScore> layers = new ArrayList<>();
        double[] changes = changes(model, batch);
        for (int l = 0; l < blocks; l++) {
            progress.at("block gradients", l, blocks);
            norms[l] = gradientNorm(model, batch, l);
            layers.add(new LayerScore(l, "gradient-norm", norms[l]));
            layers.add(new LayerScore(l, "hidden-change", changes[l]));
        }
        progress.at("block gradients", blocks, blocks);
        int best = DinmLocator.first(norms);
        return new Location(
                List.of(Ranking.whole(best, model.config().intermediate())),
                Map.of(),
                layers,
                norms[best]);
    }

    /** The norm of the mean NLL's gradient with respect to every tensor of one block. */
    public static double gradientNorm(LanguageModel model, TokenBatch batch, int block) {
        try (var _ = Scope.open()) {
            Map<String, NDArray> leaves = new LinkedHashMap<>();
            model.weights().blockNames(block).forEach(name -> leaves.put(name, model.leaf(name)));
            Patch patch = Patch.tensors(leaves);
            NDArray logits = model.logits(batch, batch.predicting(), patch); // (n, vocab)
            NDArray loss = model.losses().nll(logits, batch.scoredLabels());
            return model.losses().norm(model.losses().gradients(loss, patch.leaves()));
        }
    }

    /** ‖h_l − h_(l−1)‖_F over the whole batch, for each block. */
    public static double[] changes(LanguageModel model, TokenBatch batch) {
        try (var _ = Scope.open()) {
            NDList states =
                    model.activations(batch, Padding.ZERO)
                            .hiddenStates(); // blocks + 1 × (rows, tokens, hidden)
            double[] out = new double[states.size() - 1];
            for (int l = 0; l < out.length; l++) {
                NDArray change = states.get(l + 1).sub(states.get(l));
                out[l] = model.losses().norm(new NDList(change));
            }
            return out;
        }
    }
}
