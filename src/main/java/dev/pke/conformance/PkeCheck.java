package dev.pke.conformance;

import static java.util.Objects.requireNonNull;

import dev.pke.edit.EditListener;
import dev.pke.edit.PkeDeepEditor;
import dev.pke.edit.PkeEditor;
import dev.pke.locate.Location;
import dev.pke.locate.PkeDeepLocator;
import dev.pke.locate.PkeLocator;
import dev.pke.locate.Progress;
import dev.pke.model.EditTokens;
import dev.pke.model.LanguageModel;
import dev.pke.model.TokenPair;
import dev.pke.model.weights.Delta;
import dev.pke.model.weights.Region;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Checks a case of PKE: tables, neurons chosen, every step and every delta. Inputs that name a
 * depth are a case of {@code pke-deep}, of its second version where a run says so, others one of
 * definition 1.
 */
final class PkeCheck {
    private static final double SCORES = 1e-5;
    private static final double LOSS = 1e-5;
    private static final double DELTA = 1e-4;

    private final CheckCase given;
    private final LanguageModel model;
    private final CheckRows rows;
    private final EditTokens tokens;

    private PkeCheck(CheckCase given, LanguageModel model, CheckRows rows) {
        this.given = given;
        this.model = model;
        this.rows = rows;
        this.tokens = tokens(given.inputs());
    }

    static void run(CheckCase given, LanguageModel model, CheckRows rows) {
        var check = new PkeCheck(given, model, rows);
        check.tables();
        given.expected()
                .path("runs")
                .properties()
                .forEach(e -> check.edit(e.getKey(), e.getValue()));
    }

    private Location locate(double budget, int version) {
        if (version == 2) {
            PkeDeepLocator.Second settings =
                    PkeDeepLocator.Second.KEYS.with(Map.of("budget", budget, "depth", depth()));
            return PkeDeepLocator.second().locate(model, tokens, settings, Progress.none());
        }
        if (isDeep()) {
            PkeDeepLocator.Hparams settings =
                    PkeDeepLocator.Hparams.KEYS.with(Map.of("budget", budget, "depth", depth()));
            return PkeDeepLocator.first().locate(model, tokens, settings, Progress.none());
        }
        PkeLocator.Hparams settings = PkeLocator.Hparams.KEYS.with(Map.of("budget", budget));
        return new PkeLocator().locate(model, tokens, settings, Progress.none());
    }

    private boolean isDeep() {
        return given.inputs().has("depth");
    }

    private int depth() {
        return given.inputs().path("depth").asInt();
    }

    private void tables() {
        Location found = locate(0.02, 1);
        found.tables()
                .forEach((name, table) -> {
                    if (given.has(name)) {
                        rows.norm(name, given.numbers(name), flat(table), SCORES);
                    }
                });
        if (given.has("second_score")) {
            float[][] second = requireNonNull(locate(0.02, 2).tables().get("score"));
            rows.norm("second_score", given.numbers("second_score"), flat(second), SCORES);
        }
        JsonNode probe = given.inputs().path("probe");
        if (probe.isObject()) {
            var settings =
                    PkeLocator.Hparams.KEYS.with(
                            Map.of(
                                    "probe-steps", probe.path("steps").asInt(),
                                    "probe-rate", probe.path("rate").asDouble()));
            float[][] probed =
                    new PkeLocator()
                            .locate(model, tokens, settings, Progress.none())
                            .tables()
                            .get("weight_change");
            String name = "probed_weight_change";
            rows.norm(name, given.numbers(name), flat(requireNonNull(probed)), SCORES);
        }
        double[] shares = found.layers().stream().mapToDouble(l -> l.value()).toArray();
        JsonNode want = given.expected().path("path_share_of_block");
        if (want.isArray()) {
            rows.relative("path_share_of_block", CheckCase.doubles(want), shares, SCORES);
        }
    }

    private void edit(String run, JsonNode expected) {
        JsonNode h = expected.path("hparams");
        List<Region> regions =
                locate(h.path("budget").asDouble(), h.path("version").asInt(1)).regions();
        rows.equal(run + " neurons", neurons(expected), neurons(regions));
        List<Map<String, Double>> steps = new ArrayList<>();
        List<Double> norms = new ArrayList<>();
        EditListener listener =
                (step, losses, norm) -> {
                    steps.add(losses);
                    norms.add(norm);
                };
        Delta delta = edit(h, regions, listener);
        for (String term : List.of("safe", "unlikelihood", "kl")) {
            rows.absolute(run + " " + term, wanted(expected, term), seen(steps, term), LOSS);
        }
        rows.absolute(run + " loss", wanted(expected, "loss"), seen(steps, "total"), LOSS);
        double[] gradients = norms.stream().mapToDouble(Double::doubleValue).toArray();
        rows.absolute(run + " gradient_norm", wanted(expected, "gradient_norm"), gradients, LOSS);
        for (Region region : regions) {
            String name = model.weights().downName(region.block());
            String tensor = run + ".delta." + name + ".columns";
            int width = model.config().intermediate();
            double[] columns = DeltaNumbers.columns(delta, name, region, width);
            rows.norm(tensor, given.numbers(tensor), columns, DELTA);
            int[] changed = {DeltaNumbers.changed(delta, name)};
            rows.equal(tensor + " changed", new int[] {columns.length}, changed);
        }
    }

    private Delta edit(JsonNode h, List<Region> regions, EditListener listener) {
        double alpha = h.path("alpha").asDouble();
        double gamma = h.path("gamma").asDouble();
        double rate = h.path("lr").asDouble();
        int most = h.path("steps").asInt();
        double cap = h.path("cap").asDouble(0);
        if (isDeep()) {
            var settings = new PkeDeepEditor.Hparams(alpha, gamma, depth(), rate, most, cap, 0);
            return new PkeDeepEditor().edit(model, tokens, regions, settings, listener);
        }
        double beta = h.path("beta").asDouble();
        var settings = new PkeEditor.Hparams(alpha, beta, gamma, rate, most, cap, 0);
        return new PkeEditor().edit(model, tokens, regions, settings, listener);
    }

    private static double[] wanted(JsonNode expected, String key) {
        return expected.path("steps")
                .valueStream()
                .mapToDouble(s -> s.path(key).asDouble())
                .toArray();
    }

    private static double[] seen(List<Map<String, Double>> steps, String term) {
        return steps.stream().mapToDouble(s -> s.getOrDefault(term, 0.0)).toArray();
    }

    private static int[] neurons(JsonNode expected) {
        Map<Integer, List<Integer>> blocks = new TreeMap<>();
        for (int[] pair : CheckCase.rows(expected.path("neurons"))) {
            blocks.computeIfAbsent(pair[0], l -> new ArrayList<>()).add(pair[1]);
        }
        return neurons(
                blocks.entrySet().stream().map(e -> new Region(e.getKey(), e.getValue())).toList());
    }

    /** Block and neuron by turns. */
    private static int[] neurons(List<Region> regions) {
        return regions.stream()
                .flatMapToInt(r ->
                        r.neurons().stream()
                                .flatMapToInt(i -> Arrays.stream(new int[] {r.block(), i})))
                .toArray();
    }

    private static EditTokens tokens(JsonNode inputs) {
        List<TokenPair> safe = new ArrayList<>();
        List<TokenPair> unsafe = new ArrayList<>();
        List<TokenPair> constraints = new ArrayList<>();
        for (JsonNode one : inputs.path("instances")) {
            safe.add(pair(one, "safe"));
            unsafe.add(pair(one, "unsafe"));
        }
        inputs.path("constraints").forEach(one -> constraints.add(pair(one, "answer")));
        return new EditTokens(safe, unsafe, constraints);
    }

    private static TokenPair pair(JsonNode one, String answer) {
        return new TokenPair(CheckCase.ids(one.path("prompt")), CheckCase.ids(one.path(answer)));
    }

    private static double[] flat(float[][] table) {
        return Arrays.stream(table)
                .flatMapToDouble(row -> {
                    double[] wide = new double[row.length];
                    Arrays.setAll(wide, i -> row[i]);
                    return Arrays.stream(wide);
                })
                .toArray();
    }
}
