package dev.pke.conformance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import dev.pke.model.LanguageModel;
import dev.pke.model.TokenPair;
import dev.pke.model.Trace;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Padding;
import dev.pke.model.weights.TokenBatch;

import tools.jackson.databind.JsonNode;

import java.util.Arrays;
import java.util.List;

/** Checks a case of what PKE is made of: gradient norms, activations and their products. */
record FactorsCheck(CheckCase given, LanguageModel model, CheckRows rows) {
    private static final double TOLERANCE = 5e-6;
    private static final double STATES = 5e-5;

    void run() {
        try (var _ = Scope.open()) {
            traces();
            means();
            changes("eager", Padding.UNIFORM);
            changes("sdpa", Padding.ZERO);
        }
    }

    private void traces() {
        JsonNode sequences = given.inputs().path("sequences").path("unsafe");
        var norms = new Table(sequences.size());
        var whole = new Table(sequences.size());
        var answer = new Table(sequences.size());
        var all = new Table(sequences.size());
        double[] nll = new double[sequences.size()];
        for (int r = 0; r < sequences.size(); r++) {
            TokenPair pair = pair(sequences.get(r));
            try (Trace trace = model.trace(TokenPair.batch(List.of(pair), model.pad()))) {
                nll[r] = trace.nll();
                for (int l = 0; l < model.config().blocks(); l++) {
                    NDArray columns = trace.columnNorms(l);
                    norms.add(columns);
                    whole.add(columns.square().sum().sqrt().reshape(1));
                    NDArray product = trace.activations(l).mul(trace.activationGradient(l));
                    all.add(product.sum(new int[] {0}));
                    answer.add(product.get(pair.prompt().length + ":").sum(new int[] {0}));
                    if (r == 0 && given.has("down_proj_grad.request0.layer" + l)) {
                        String name = "down_proj_grad.request0.layer" + l;
                        NDArray made = trace.gradient(l).transpose().matMul(trace.activations(l));
                        double[] seen = ForwardCheck.doubles(made);
                        rows.absolute(name, given.numbers(name), seen, TOLERANCE);
                    }
                }
            }
        }
        rows.absolute("mean_nll_unsafe", wanted("mean_nll_unsafe"), nll, TOLERANCE);
        compare("down_proj_grad_column_norm", norms);
        compare("down_proj_grad_fro", whole);
        compare("activation_x_gradient.unsafe_completion_positions", answer);
        compare("activation_x_gradient.all_positions", all);
    }

    private void means() {
        double[] unsafe = means("unsafe");
        double[] safe = means("safe");
        double[] apart = new double[unsafe.length];
        Arrays.setAll(apart, i -> unsafe[i] - safe[i]);
        compare("mean_abs_activation.unsafe", unsafe);
        compare("mean_abs_activation.safe", safe);
        compare("mean_abs_activation.unsafe_minus_safe", apart);
    }

    private double[] means(String kind) {
        JsonNode sequences = given.inputs().path("sequences").path(kind);
        var table = new Table(sequences.size());
        for (JsonNode one : sequences) {
            TokenBatch batch = TokenPair.batch(List.of(pair(one)), model.pad());
            NDList neurons = model.activations(batch, Padding.UNSEEN).neurons();
            int cut = one.path("prompt_len").asInt();
            for (NDArray a : neurons) {
                table.add(a.get(0).get(cut + ":").abs().mean(new int[] {0}));
            }
        }
        return table.numbers();
    }

    /** ||h_{l+1} - h_l|| of every row, over all positions and over the real ones. */
    private void changes(String attention, Padding padding) {
        TokenBatch batch = CheckCase.batch(given.inputs().path("locate_left_padded"));
        NDList states = model.activations(batch.placed(), padding).hiddenStates();
        int blocks = model.config().blocks();
        double[] all = new double[batch.size() * blocks];
        double[] real = new double[all.length];
        for (int b = 0; b < batch.size(); b++) {
            int padded = batch.width() - Arrays.stream(batch.mask()[b]).sum();
            for (int l = 0; l < blocks; l++) {
                NDArray change = states.get(l + 1).get(b).sub(states.get(l).get(b));
                all[b * blocks + l] = model.losses().norm(new NDList(change));
                real[b * blocks + l] = model.losses().norm(new NDList(change.get(padded + ":")));
            }
        }
        String name = "hidden_change_fro." + attention;
        rows.absolute(name + ".all_positions", given.numbers(name + ".all_positions"), all, STATES);
        rows.absolute(
                name + ".real_positions", given.numbers(name + ".real_positions"), real, STATES);
    }

    private static TokenPair pair(JsonNode sequence) {
        int[] ids = CheckCase.ids(sequence.path("ids"));
        int cut = sequence.path("prompt_len").asInt();
        return new TokenPair(Arrays.copyOf(ids, cut), Arrays.copyOfRange(ids, cut, ids.length));
    }

    private double[] wanted(String key) {
        return CheckCase.doubles(given.expected().path(key));
    }

    private void compare(String name, Table seen) {
        compare(name, seen.numbers());
    }

    private void compare(String name, double[] seen) {
        if (given.has(name)) {
            rows.absolute(name, given.numbers(name), seen, TOLERANCE);
        }
    }

    /** Rows of numbers one after another. */
    private static final class Table {
        private final NDList parts;

        Table(int expected) {
            parts = new NDList(expected);
        }

        void add(NDArray row) {
            parts.add(row);
        }

        double[] numbers() {
            return parts.stream()
                    .flatMapToDouble(p -> Arrays.stream(ForwardCheck.doubles(p)))
                    .toArray();
        }
    }
}
