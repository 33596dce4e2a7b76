package dev.pke.locate;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import dev.pke.model.LanguageModel;
import dev.pke.model.Likelihood;
import dev.pke.model.Pass;
import dev.pke.model.Tail;
import dev.pke.model.TokenPair;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Patch;
import dev.pke.model.weights.Pull;
import dev.pke.model.weights.Region;
import dev.pke.model.weights.TokenBatch;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Steps of plain gradient descent on NLL(y+) that move every down_proj, to see where they go; the
 * model stays as it is. The rate is such that the first step is {@code rate} times as long as all
 * those weights together, so that it means the same for every model. How far a neuron's column has
 * gone is told in units of that rate: after one step it is the norm of its gradient, whatever the
 * rate.
 *
 * @param steps how many
 * @param rate how long the first is
 */
record Probe(int steps, double rate) {
    /** ‖ΔW[:, i]‖₂ over the rate, [block][neuron]; the moved weights are held in f32. */
    float[][] change(LanguageModel model, List<TokenPair> safe) {
        List<Integer> all = IntStream.range(0, model.config().intermediate()).boxed().toList();
        List<Patch.Columns> columns = new ArrayList<>();
        TokenBatch batch = TokenPair.batch(safe, model.pad());
        try (var _ = Scope.open();
                var frozen = model.frozen(0)) {
            NDList starts = new NDList(); // (hidden, intermediate) each
            for (int l = 0; l < model.config().blocks(); l++) {
                columns.add(model.leaf(new Region(l, all)));
                starts.add(columns.getLast().values().stopGradient().duplicate());
            }
            Patch patch = Patch.columns(columns);
            Tail tail = frozen.tail(batch, batch.predicting());
            double scale = 0;
            for (int step = 0; step < steps; step++) {
                try (var _ = Scope.open()) {
                    NDList gradients = gradients(model, tail, batch, patch);
                    if (step == 0) {
                        double norm = model.losses().norm(gradients);
                        scale = norm == 0 ? 1 : rate * model.losses().norm(starts) / norm;
                    }
                    for (int l = 0; l < gradients.size(); l++) {
                        NDArray leaf = patch.leaves().get(l);
                        NDArray moved = gradients.get(l).mul((float) scale);
                        model.assign(leaf, leaf.stopGradient().sub(moved));
                    }
                }
            }
            float[][] change = new float[starts.size()][];
            for (int l = 0; l < change.length; l++) {
                NDArray gone = patch.leaves().get(l).stopGradient().sub(starts.get(l));
                NDArray norms = gone.norm(new int[] {0}, false); // (intermediate)
                change[l] = norms.div((float) scale).toFloatArray();
            }
            return change;
        }
    }

    private static NDList gradients(LanguageModel model, Tail tail, TokenBatch batch, Patch patch) {
        Pass pass = tail.pass(patch);
        var loss =
                model.unembedding()
                        .likelihood(
                                pass.states(),
                                batch.scoredLabels(),
                                Likelihood.NLL,
                                Pull.GRADIENT,
                                1);
        return pass.gradients(requireNonNull(loss.gradient()));
    }
}
