package dev.pke.conformance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import dev.pke.model.Answer;
import dev.pke.model.GenerationSettings;
import dev.pke.model.LanguageModel;
import dev.pke.model.architecture.ModelConfig;
import dev.pke.model.architecture.Rope;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Padding;
import dev.pke.model.weights.TokenBatch;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Checks a forward case: logits, hidden states, log-probabilities, rotations, greedy tokens. */
record ForwardCheck(CheckCase given, LanguageModel model, CheckRows rows) {
    private static final double STATES = 5e-5;
    private static final double LOG_PROBABILITY_SUM = 1e-3;

    void run() {
        try (var _ = Scope.open()) {
            states();
            alone();
            rotations();
            greedy("greedy");
            greedy("greedy_eos");
            steps();
        }
    }

    private void states() {
        TokenBatch batch = CheckCase.batch(given.inputs());
        logits("logits", batch.placed(), Padding.UNIFORM);
        logits("logits.sdpa", batch.placed(), Padding.ZERO);
        logits("logits.position_ids_from_mask", batch, Padding.UNIFORM);
        NDList states = model.activations(batch.placed(), Padding.UNIFORM).hiddenStates();
        for (int l = 0; l < states.size(); l++) {
            String name = "hidden_states." + l;
            if (given.has(name)) {
                compare(name, batch, states.get(l), STATES);
            }
        }
    }

    private void logits(String name, TokenBatch batch, Padding padding) {
        if (given.has(name)) {
            compare(name, batch, model.logits(batch, padding), STATES);
        }
    }

    /** Only where the mask is 1: what a padding token sees is each implementation's own. */
    private void compare(String name, TokenBatch batch, NDArray seen, double tolerance) {
        double[] expected = given.numbers(name);
        double[] all = doubles(seen);
        int width = expected.length / (batch.size() * batch.width());
        int[] real = batch.real();
        double[] want = new double[real.length * width];
        double[] got = new double[real.length * width];
        for (int i = 0; i < real.length; i++) {
            System.arraycopy(expected, real[i] * width, want, i * width, width);
            System.arraycopy(all, real[i] * width, got, i * width, width);
        }
        rows.absolute(name + " (mask 1)", want, got, tolerance);
    }

    private void alone() {
        int[][] sequences = CheckCase.rows(given.inputs().path("sequences"));
        List<Double> all = new ArrayList<>();
        double[] sums = new double[sequences.length];
        for (int i = 0; i < sequences.length; i++) {
            TokenBatch one = TokenBatch.right(List.of(sequences[i]), model.pad());
            NDArray logits = model.logits(one, Padding.UNSEEN);
            if (given.has("logits.alone." + i)) {
                rows.absolute(
                        "logits.alone." + i,
                        given.numbers("logits.alone." + i),
                        doubles(logits),
                        STATES);
            }
            int[] next = Arrays.copyOfRange(sequences[i], 1, sequences[i].length);
            NDArray predicting = logits.get(0).get("0:" + next.length);
            for (double nll : doubles(model.losses().tokenNll(predicting, next))) {
                all.add(-nll);
                sums[i] -= nll;
            }
        }
        double[] probabilities = all.stream().mapToDouble(Double::doubleValue).toArray();
        if (given.has("token_logprobs.alone")) {
            double[] want = given.numbers("token_logprobs.alone");
            rows.absolute("token_logprobs.alone", want, probabilities, STATES);
        }
        JsonNode want = given.expected().path("sequence_logprob_sum");
        if (want.isArray()) {
            double[] expected = CheckCase.doubles(want);
            rows.absolute("sequence_logprob_sum", expected, sums, LOG_PROBABILITY_SUM);
        }
    }

    private void rotations() {
        ModelConfig config = model.config();
        Rope rope = config.rope();
        if (rope != null && given.has("rope.inv_freq")) {
            double[] seen = rope.frequencies(config.maxPositions());
            rows.relative("rope.inv_freq", given.numbers("rope.inv_freq"), seen, 1e-6);
        }
    }

    private void greedy(String kind) {
        JsonNode expected = given.expected().path(kind);
        if (!expected.has("tokens")) {
            return;
        }
        int[][] want = CheckCase.rows(expected.path("tokens"));
        int stop = expected.path("eos_token_id").asInt(-1);
        List<int[]> prompts = Arrays.asList(CheckCase.rows(given.inputs().path("sequences")));
        var settings = GenerationSettings.greedy(want[0].length);
        List<Answer> answers = model.generateUnstopped(prompts, settings);
        for (int i = 0; i < want.length; i++) {
            int[] seen = answers.get(i).tokens().stream().mapToInt(Integer::intValue).toArray();
            rows.equal(
                    kind + ".tokens row " + i,
                    want[i],
                    ended(seen, stop, expected.path("pad_token_id").asInt(-1)));
        }
    }

    /** After the first stop token, padding. */
    private static int[] ended(int[] tokens, int stop, int pad) {
        int[] out = tokens.clone();
        for (int i = 1; i < out.length; i++) {
            if (stop >= 0
                    && (out[i - 1] == stop || (i > 1 && out[i - 1] == pad && was(out, stop, i)))) {
                out[i] = pad;
            }
        }
        return out;
    }

    private static boolean was(int[] tokens, int stop, int before) {
        return Arrays.stream(tokens, 0, before).anyMatch(t -> t == stop);
    }

    /** Each step's logits, the reference's own tokens teacher-forced. */
    private void steps() {
        if (!given.has("greedy.step_logits")) {
            return;
        }
        int[][] prompts = CheckCase.rows(given.inputs().path("sequences"));
        int[][] made = CheckCase.rows(given.expected().path("greedy").path("tokens"));
        double[] expected = given.numbers("greedy.step_logits");
        double[] seen = new double[expected.length];
        int vocab = expected.length / (made.length * made[0].length);
        for (int i = 0; i < made.length; i++) {
            int[] whole = Arrays.copyOf(prompts[i], prompts[i].length + made[i].length - 1);
            System.arraycopy(made[i], 0, whole, prompts[i].length, made[i].length - 1);
            TokenBatch one = TokenBatch.right(List.of(whole), model.pad());
            double[] logits = doubles(model.logits(one, Padding.UNSEEN));
            int count = made[i].length * vocab;
            System.arraycopy(logits, (prompts[i].length - 1) * vocab, seen, i * count, count);
        }
        rows.absolute("greedy.step_logits (teacher-forced)", expected, seen, STATES);
    }

    public static double[] doubles(NDArray array) {
        float[] floats = array.toFloatArray();
        double[] wide = new double[floats.length];
        Arrays.setAll(wide, i -> floats[i]);
        return wide;
    }
}
