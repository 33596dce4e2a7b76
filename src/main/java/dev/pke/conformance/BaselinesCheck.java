package dev.pke.conformance;

import dev.pke.edit.Baseline;
import dev.pke.edit.Editor;
import dev.pke.edit.EditorRegistry;
import dev.pke.fault.ModelError;
import dev.pke.model.EditTokens;
import dev.pke.model.LanguageModel;
import dev.pke.model.TokenPair;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Change;
import dev.pke.model.weights.Delta;
import dev.pke.model.weights.Patch;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Checks a case of baselines: every run's losses and delta, then ({@link PolicyCheck}) losses and
 * gradients at given weights.
 */
final class BaselinesCheck {
    /** A key that only runs have. */
    static final String LOSSES = "losses_before_each_step_and_after_last";

    private static final double LOSS = 1e-4;
    private static final double DELTA = 2e-3;

    private final CheckCase given;
    private final LanguageModel model;
    private final CheckRows rows;
    private final EditTokens tokens;
    private final BaselinePolicies weights;

    private BaselinesCheck(CheckCase given, LanguageModel model, CheckRows rows) {
        this.given = given;
        this.model = model;
        this.rows = rows;
        this.tokens = tokens(given);
        this.weights = new BaselinePolicies(given, model);
    }

    static void run(CheckCase given, LanguageModel model, CheckRows rows) {
        var check = new BaselinesCheck(given, model, rows);
        given.expected().properties().stream()
                .filter(e -> e.getValue().has(LOSSES))
                .forEach(e -> check.edit(e.getKey(), e.getValue()));
        new PolicyCheck(given, model, rows, check.tokens, check.weights).run();
        var rest = new TreeSet<>(given.tensors().tensors().keySet());
        rows.rows().forEach(row -> rest.remove(row.quantity()));
        rest.forEach(rows::notBuilt);
    }

    /** The completions of a case, each row cut where its completion begins. */
    private static EditTokens tokens(CheckCase given) {
        List<TokenPair> safe = pairs(given.inputs().path("safe"));
        List<TokenPair> unsafe = pairs(given.inputs().path("unsafe"));
        if (safe.isEmpty() || safe.size() != unsafe.size()) {
            throw new ModelError(
                    "%s/inputs.json has %d safe rows and %d unsafe ones"
                            .formatted(given.folder(), safe.size(), unsafe.size()));
        }
        return new EditTokens(safe, unsafe, List.of());
    }

    private static List<TokenPair> pairs(JsonNode batch) {
        int[][] scored = CheckCase.rows(batch.path("completion_mask"));
        List<TokenPair> pairs = new ArrayList<>();
        for (int[] row : CheckCase.unpadded(batch)) {
            int[] mask = scored[pairs.size()];
            int cut = (int) IntStream.of(mask).takeWhile(one -> one == 0).count();
            if (IntStream.of(mask).sum() != row.length - cut) {
                throw new ModelError("row " + pairs.size() + " is not a prompt and a completion");
            }
            pairs.add(
                    new TokenPair(
                            Arrays.copyOf(row, cut), Arrays.copyOfRange(row, cut, row.length)));
        }
        return pairs;
    }

    /** The baseline of that name, where there is one. */
    static Optional<Baseline<?>> baseline(String name) {
        for (Editor<?> each : EditorRegistry.all()) {
            if (each.name().equals(name) && each instanceof Baseline<?> baseline) {
                return Optional.of(baseline);
            }
        }
        return Optional.empty();
    }

    /** The baseline's hyperparameters: these, and what the case says of all its runs. */
    static <H extends Record & Baseline.Common> H settings(
            Baseline<H> baseline, CheckCase given, Map<String, ?> own) {
        Map<String, Object> all = new LinkedHashMap<>(own);
        if (baseline.hyperparameters().has("beta")) {
            all.put("beta", given.expected().path("beta").asDouble());
        }
        return baseline.hyperparameters().with(all);
    }

    /** A run is called by its baseline and optimiser, such as "sft.adamw". */
    private void edit(String run, JsonNode expected) {
        Matcher name = Pattern.compile("(.+)\\.(adamw?)").matcher(run);
        Optional<Baseline<?>> found = name.matches() ? baseline(name.group(1)) : Optional.empty();
        if (found.isEmpty()) {
            rows.notBuilt(run);
            return;
        }
        edit(run, expected, found.get(), name.group(2));
    }

    private <H extends Record & Baseline.Common> void edit(
            String run, JsonNode expected, Baseline<H> baseline, String optimiser) {
        JsonNode all = given.expected();
        JsonNode own = all.path(baseline.name() + "_lr");
        H settings =
                settings(
                        baseline,
                        given,
                        Map.of(
                                "rate",
                                own.isNumber() ? own.asDouble() : all.path("lr").asDouble(),
                                "steps",
                                all.path("steps").asInt(),
                                "optimiser",
                                optimiser,
                                "weight-decay",
                                decay(all.path(optimiser).asString(""))));
        List<Double> losses = new ArrayList<>();
        Delta delta =
                baseline.edit(
                        model,
                        tokens,
                        expected.path("delta_fro").propertyNames(),
                        settings,
                        (step, terms, norm) -> losses.add(terms.getOrDefault("total", Double.NaN)));
        losses.add(after(baseline, delta, settings));
        weights.ran(run, delta);
        double[] seen = losses.stream().mapToDouble(Double::doubleValue).toArray();
        rows.absolute(run + " losses", CheckCase.doubles(expected.path(LOSSES)), seen, LOSS);
        norms(run + " delta_fro", expected.path("delta_fro"), delta, Change.Norms::l2);
        norms(run + " delta_abs_max", expected.path("delta_abs_max"), delta, Change.Norms::largest);
        String prefix = run + ".delta.";
        given.tensors().tensors().keySet().stream()
                .filter(tensor -> tensor.startsWith(prefix))
                .forEach(tensor -> {
                    double[] moved = DeltaNumbers.whole(delta, tensor.substring(prefix.length()));
                    rows.norm(tensor, given.numbers(tensor), moved, DELTA);
                });
    }

    private <H extends Record & Baseline.Common> double after(
            Baseline<H> baseline, Delta delta, H settings) {
        try (var _ = Scope.open()) {
            Patch policy = weights.after(delta);
            return baseline.measure(model, tokens, policy, settings).loss();
        }
    }

    /** The case says of an optimiser, in words, "weight_decay 0.01". */
    private static double decay(String words) {
        Matcher number = Pattern.compile("weight_decay ([0-9.]+)").matcher(words);
        return number.find() ? Double.parseDouble(number.group(1)) : 0;
    }

    /** One number for each tensor of an object. */
    private void norms(
            String name, JsonNode expected, Delta delta, ToDoubleFunction<Change.Norms> norm) {
        double[] seen =
                expected.propertyNames().stream()
                        .mapToDouble(tensor -> {
                            Change change = delta.changes().get(tensor);
                            return change == null ? 0 : norm.applyAsDouble(change.norms());
                        })
                        .toArray();
        if (expected.isObject()) {
            rows.relative(name, PolicyCheck.numbers(expected), seen, DELTA);
        }
    }
}
