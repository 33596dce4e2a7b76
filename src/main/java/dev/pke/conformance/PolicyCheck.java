package dev.pke.conformance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import dev.pke.edit.Baseline;
import dev.pke.model.EditTokens;
import dev.pke.model.LanguageModel;
import dev.pke.model.TokenPair;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Patch;
import dev.pke.model.weights.TokenBatch;

import tools.jackson.databind.JsonNode;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks what a case of baselines says of given weights: log-probabilities of its completions,
 * losses of them, and the gradients of these.
 */
final class PolicyCheck {
    private static final Pattern VALUE = Pattern.compile("(.+)_value\\.policy_(.+)");
    private static final Pattern LIKELIHOOD = Pattern.compile("grad_of_mean_nll\\.(.+)");
    private static final Pattern REMARK = Pattern.compile("made_with|.*f32_vs_f64.*");

    private static final double LOGPS = 2e-6;
    private static final double LOSS = 1e-5;
    private static final double GRADIENT = 5e-6;
    private static final double PREFERENCE_GRADIENT = 1e-4;
    private static final double NORM = 1e-5;

    /** After a run of our own, whose weights are not the reference's to the last bit. */
    private static final double NORM_AFTER_RUN = 1e-4;

    private interface Comparison {
        void compare(String tensor, double[] wanted, double[] seen);
    }

    private final CheckCase given;
    private final LanguageModel model;
    private final CheckRows rows;
    private final EditTokens tokens;
    private final BaselinePolicies weights;

    /** With the tokens of the case and the weights it speaks of. */
    PolicyCheck(
            CheckCase given,
            LanguageModel model,
            CheckRows rows,
            EditTokens tokens,
            BaselinePolicies weights) {
        this.given = given;
        this.model = model;
        this.rows = rows;
        this.tokens = tokens;
        this.weights = weights;
    }

    void run() {
        for (Map.Entry<String, JsonNode> e : given.expected().properties()) {
            if (e.getValue().isContainer() && !e.getValue().has(BaselinesCheck.LOSSES)) {
                try (var _ = Scope.open()) {
                    quantities(e.getKey(), e.getValue());
                }
            }
        }
    }

    private void quantities(String key, JsonNode expected) {
        Matcher value = VALUE.matcher(key);
        Matcher likelihood = LIKELIHOOD.matcher(key);
        if (value.matches()) {
            policy(key, value.group(1), value.group(2), expected);
        } else if (likelihood.matches()) {
            likelihood(key, likelihood.group(1), expected);
        } else if (key.equals("reference_logps")) {
            for (Map.Entry<String, JsonNode> e : expected.properties()) {
                logps(key + " " + e.getKey(), e.getValue(), e.getKey(), Patch.none());
            }
        } else if (!REMARK.matcher(key).matches()) {
            rows.notBuilt(key);
        }
    }

    /** A loss at a policy, of all rows together and of each alone. */
    private void policy(String key, String name, String where, JsonNode expected) {
        Optional<Baseline<?>> found = BaselinesCheck.baseline(name);
        Optional<Patch> there = found.isEmpty() ? Optional.empty() : weights.policy(where);
        if (there.isEmpty()) {
            rows.notBuilt(key);
            return;
        }
        Patch policy = there.get();
        Function<EditTokens, Baseline.Measured> measure = measure(found.get(), policy);
        Baseline.Measured whole = measure.apply(tokens);
        double apart = where.startsWith("after_") ? NORM_AFTER_RUN : NORM;
        losses(key + " loss_mean", expected.path("loss_mean"), whole.loss());
        norm(key + " grad_global_norm", expected.path("grad_global_norm"), apart, norm(whole));
        norms(key + " grad_fro", expected.path("grad_fro"), apart, whole);
        gradients(
                name + ".policy_" + where + ".grad.",
                whole,
                (tensor, wanted, seen) -> rows.norm(tensor, wanted, seen, PREFERENCE_GRADIENT));
        int count = tokens.unsafe().size();
        double[] losses = new double[count];
        double[] norms = new double[count];
        for (int i = 0; i < count; i++) {
            EditTokens row =
                    new EditTokens(
                            List.of(tokens.safe().get(i)),
                            List.of(tokens.unsafe().get(i)),
                            List.of());
            Baseline.Measured alone = measure.apply(row);
            losses[i] = alone.loss();
            norms[i] = norm(alone);
        }
        losses(key + " loss_per_row", expected.path("loss_per_row"), losses);
        String each = "grad_global_norm_per_row_alone";
        norm(key + " " + each, expected.path(each), apart, norms);
        for (String side : List.of("safe", "unsafe")) {
            String logps = "policy_logps_" + side;
            logps(key + " " + logps, expected.path(logps), side, policy);
        }
    }

    private <H extends Record & Baseline.Common> Function<EditTokens, Baseline.Measured> measure(
            Baseline<H> baseline, Patch policy) {
        H settings = BaselinesCheck.settings(baseline, given, Map.of());
        return asked -> baseline.measure(model, asked, policy, settings);
    }

    /** The mean NLL of one side's completions at the reference's own weights. */
    private void likelihood(String key, String name, JsonNode expected) {
        List<TokenPair> side = side(name);
        if (side.isEmpty()) {
            rows.notBuilt(key);
            return;
        }
        Baseline<?> sft = BaselinesCheck.baseline("sft").orElseThrow();
        EditTokens aim = new EditTokens(side, side, List.of());
        Baseline.Measured seen = measure(sft, model.trainable()).apply(aim);
        losses(key + " loss", expected.path("loss"), seen.loss());
        norm(key + " global_norm", expected.path("global_norm"), NORM, norm(seen));
        norms(key + " per_parameter_fro", expected.path("per_parameter_fro"), NORM, seen);
        gradients(
                key + ".",
                seen,
                (tensor, wanted, got) -> rows.absolute(tensor, wanted, got, GRADIENT));
    }

    private List<TokenPair> side(String name) {
        return switch (name) {
            case "safe" -> tokens.safe();
            case "unsafe" -> tokens.unsafe();
            default -> List.of();
        };
    }

    /** Of each completion, the sum of its tokens' log-probabilities. */
    private void logps(String name, JsonNode expected, String side, Patch policy) {
        if (side(side).isEmpty()) {
            rows.notBuilt(name);
        } else if (expected.isArray()) {
            double[] seen = side(side).stream().mapToDouble(one -> logp(one, policy)).toArray();
            rows.relative(name, CheckCase.doubles(expected), seen, LOGPS);
        }
    }

    private double logp(TokenPair pair, Patch policy) {
        TokenBatch batch = TokenPair.batch(List.of(pair), model.pad());
        NDArray logits = model.logits(batch, batch.predicting(), policy);
        NDArray nll = model.losses().tokenNll(logits, batch.scoredLabels());
        return -Arrays.stream(ForwardCheck.doubles(nll)).sum();
    }

    private double norm(Baseline.Measured measured) {
        return model.losses().norm(new NDList(measured.gradients().values()));
    }

    private void losses(String name, JsonNode expected, double... seen) {
        if (expected.isNumber() || expected.isArray()) {
            double[] wanted = wanted(expected);
            double largest = Arrays.stream(wanted).map(Math::abs).max().orElse(0);
            rows.absolute(name, wanted, seen, LOSS * Math.max(1, largest));
        }
    }

    private void norm(String name, JsonNode expected, double tolerance, double... seen) {
        if (expected.isNumber() || expected.isArray()) {
            rows.relative(name, wanted(expected), seen, tolerance);
        }
    }

    private void norms(String name, JsonNode expected, double tolerance, Baseline.Measured seen) {
        if (expected.isObject()) {
            double[] norms =
                    expected.propertyNames().stream()
                            .map(seen.gradients()::get)
                            .mapToDouble(g ->
                                    g == null ? Double.NaN : model.losses().norm(new NDList(g)))
                            .toArray();
            rows.relative(name, numbers(expected), norms, tolerance);
        }
    }

    /** The expected gradients whose names begin so. */
    private void gradients(String prefix, Baseline.Measured seen, Comparison comparison) {
        seen.gradients()
                .forEach((tensor, gradient) -> {
                    String name = prefix + tensor;
                    if (given.has(name)) {
                        comparison.compare(
                                name, given.numbers(name), ForwardCheck.doubles(gradient));
                    }
                });
    }

    private static double[] wanted(JsonNode expected) {
        return expected.isArray()
                ? CheckCase.doubles(expected)
                : new double[] {expected.asDouble()};
    }

    /** The numbers of an object, in its order. */
    static double[] numbers(JsonNode object) {
        return object.valueStream().mapToDouble(JsonNode::asDouble).toArray();
    }
}
