package dev.pke.locate;

import ai.djl.ndarray.NDArray;

import dev.pke.model.EditTokens;
import dev.pke.model.LanguageModel;
import dev.pke.model.TokenPair;
import dev.pke.model.Trace;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.TokenBatch;

import java.util.ArrayList;
import java.util.List;

/**
 * The four quantities of PKE's definition 1, each [block][neuron] f32; the model stays as it is.
 */
final class PkeScores {
    /** Tokens traced together where a sum may be taken in parts, padding included. */
    private static final int CHUNK_TOKENS = 4096;

    private enum Sum {
        SIGNED,
        ABSOLUTE
    }

    /** ‖∂NLL(y+)/∂W[:, i]‖₂, what a step of gradient descent would move, or what several do. */
    final float[][] weightChange;

    /** Mean over instances of a_i(t*) ⟨W[:, i], g ⊙ (U[y-] − U[y+])⟩ / rms(h_L(t*)). */
    final float[][] directPath;

    /** Σ a·∂NLL(y+)/∂a − Σ a·∂NLL(y-)/∂a, recorded as an ablation. */
    final float[][] gradientPath;

    /** Σ |a·∂NLL(c*)/∂a| over all positions of the constraint pairs. */
    final float[][] benignImportance;

    private PkeScores(
            float[][] weightChange,
            float[][] directPath,
            float[][] gradientPath,
            float[][] benignImportance) {
        this.weightChange = weightChange;
        this.directPath = directPath;
        this.gradientPath = gradientPath;
        this.benignImportance = benignImportance;
    }

    /** Measures all four. */
    static PkeScores of(LanguageModel model, EditTokens tokens, Probe probe, Progress progress) {
        int blocks = model.config().blocks();
        int width = model.config().intermediate();
        float[][] change = new float[blocks][]; // (blocks, intermediate), as all of these
        float[][] gradient = new float[blocks][width];
        progress.at("weight change", 0, 4);
        TokenBatch wanted = TokenPair.batch(tokens.safe(), model.pad());
        try (var _ = Scope.open();
                Trace trace = model.trace(wanted)) {
            for (int l = 0; l < blocks; l++) {
                change[l] = norms(trace, l);
                add(gradient[l], attribution(trace, l, Sum.SIGNED), 1);
            }
        }
        if (probe.steps() > 1) {
            change = probe.change(model, tokens.safe());
        }
        progress.at("gradient path", 1, 4);
        for (Part part : parts(tokens.unsafe(), model.pad())) {
            add(model, part, gradient, Sum.SIGNED, -part.share());
        }
        progress.at("benign importance", 2, 4);
        float[][] benign = benign(model, tokens);
        progress.at("direct path", 3, 4);
        float[][] direct = direct(model, tokens);
        progress.at("direct path", 4, 4);
        return new PkeScores(change, direct, gradient, benign);
    }

    /** ‖∂NLL(y+)/∂W[:, i]‖₂ alone. */
    static float[][] change(LanguageModel model, EditTokens tokens) {
        float[][] change = new float[model.config().blocks()][];
        TokenBatch wanted = TokenPair.batch(tokens.safe(), model.pad());
        try (var _ = Scope.open();
                Trace trace = model.trace(wanted)) {
            for (int l = 0; l < change.length; l++) {
                change[l] = norms(trace, l);
            }
        }
        return change;
    }

    /** Σ |a·∂NLL(c*)/∂a| alone. */
    static float[][] benign(LanguageModel model, EditTokens tokens) {
        float[][] benign = new float[model.config().blocks()][model.config().intermediate()];
        for (Part part : parts(tokens.constraints(), model.pad())) {
            add(model, part, benign, Sum.ABSOLUTE, part.share());
        }
        return benign;
    }

    /** a_i(t*) ⟨W[:, i], decision⟩, meaned over the instances. */
    static float[][] direct(LanguageModel model, EditTokens tokens) {
        int count = tokens.safe().size();
        float[][] mean = new float[model.config().blocks()][model.config().intermediate()];
        for (int row = 0; row < count; row++) {
            int at = tokens.decision(row);
            TokenPair safe = tokens.safe().get(row);
            int wanted = safe.answer()[at];
            int unwanted = tokens.unsafe().get(row).answer()[at];
            float[][] one =
                    model.directPath(safe.prefix(at), unwanted, wanted); // (blocks, intermediate)
            for (int l = 0; l < one.length; l++) {
                add(mean[l], one[l], 1.0 / count);
            }
        }
        return mean;
    }

    /** Some of the pairs, and the share of all scored tokens that is theirs. */
    private record Part(TokenBatch batch, double share) {}

    private static List<Part> parts(List<TokenPair> pairs, int pad) {
        double scored = pairs.stream().mapToInt(pair -> pair.answer().length).sum();
        List<Part> parts = new ArrayList<>();
        for (List<TokenPair> chunk : TokenPair.chunks(pairs, CHUNK_TOKENS)) {
            double own = chunk.stream().mapToInt(pair -> pair.answer().length).sum();
            parts.add(new Part(TokenPair.batch(chunk, pad), own / scored));
        }
        return parts;
    }

    /** Adds {@code factor} times a part's attribution to the table. */
    private static void add(
            LanguageModel model, Part part, float[][] table, Sum sum, double factor) {
        try (var _ = Scope.open();
                Trace trace = model.trace(part.batch())) {
            for (int l = 0; l < table.length; l++) {
                add(table[l], attribution(trace, l, sum), factor);
            }
        }
    }

    /** Σ over tokens of a·∂NLL/∂a, or of its absolute value: (intermediate). */
    private static float[] attribution(Trace trace, int block, Sum sum) {
        try (var _ = Scope.open()) {
            NDArray product =
                    trace.activations(block)
                            .mul(trace.activationGradient(block)); // (tokens, intermediate)
            NDArray each = sum == Sum.ABSOLUTE ? product.abs() : product;
            return each.sum(new int[] {0}).toFloatArray();
        }
    }

    private static float[] norms(Trace trace, int block) {
        try (var _ = Scope.open()) {
            return trace.columnNorms(block).toFloatArray();
        }
    }

    private static void add(float[] to, float[] what, double factor) {
        for (int i = 0; i < to.length; i++) {
            to[i] += (float) (factor * what[i]);
        }
    }
}
