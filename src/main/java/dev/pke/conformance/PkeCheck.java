package dev.pke.conformance;

import static java.util.Objects.requireNonNull;

import dev.pke.edit.EditListener;
import dev.pke.edit.Editor;
import dev.pke.edit.PkeDeepEditor;
import dev.pke.edit.PkeEditor;
import dev.pke.locate.Location;
import dev.pke.locate.Locator;
import dev.pke.locate.PkeDeepLocator;
import dev.pke.locate.PkeLocator;
import dev.pke.locate.Progress;
import dev.pke.model.EditTokens;
import dev.pke.model.LanguageModel;
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
 * depth are a case of {@code pke-deep}, of its later versions where a run says so, others one of
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
        this.tokens = CaseTokens.of(given.inputs());
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
        Map<String, Object> told = new TreeMap<>(Map.of("budget", budget));
        if (!isDeep()) {
            return locate(new PkeLocator(), told);
        }
        told.put("depth", depth());
        return switch (version) {
            case 2 -> locate(PkeDeepLocator.second(), told);
            case 3, 5, 6 -> {
                told.put("first", first());
                yield locate(PkeDeepLocator.third(), told);
            }
            case 4 -> {
                JsonNode trial = given.inputs().path("trial");
                told.put("first", first());
                told.put("alpha", trial.path("alpha").asDouble());
                told.put("gamma", trial.path("gamma").asDouble());
                told.put("trial-rate", trial.path("lr").asDouble());
                told.put("trial-steps", trial.path("steps").asInt());
                told.put("folds", trial.path("folds").asInt());
                yield locate(PkeDeepLocator.fourth(), told);
            }
            default -> locate(PkeDeepLocator.first(), told);
        };
    }

    private <H extends Record> Location locate(Locator.OfTokens<H> locator, Map<String, ?> told) {
        H settings = locator.hyperparameters().with(told);
        return locator.locate(model, tokens, settings, Progress.none());
    }

    private boolean isDeep() {
        return given.inputs().has("depth");
    }

    private int depth() {
        return given.inputs().path("depth").asInt();
    }

    private double first() {
        return given.inputs().path("first").asDouble();
    }

    private void tables() {
        Location found = locate(0.02, 1);
        found.tables()
                .forEach((name, table) -> {
                    if (given.has(name)) {
                        rows.norm(name, given.numbers(name), flat(table), SCORES);
                    }
                });
        later("second_score", 2, "score");
        later("third_score", 3, "score");
        later("fourth_score", 4, "score");
        later("held_out_loss", 4, "held_out_loss");
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

    private void later(String name, int version, String table) {
        if (given.has(name)) {
            float[][] found = requireNonNull(locate(0.02, version).tables().get(table));
            rows.norm(name, given.numbers(name), flat(found), SCORES);
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
        for (String term : List.of("safe", "begun", "swapped", "answers", "unlikelihood", "kl")) {
            if (expected.path("steps").path(0).has(term)) {
                rows.absolute(run + " " + term, wanted(expected, term), seen(steps, term), LOSS);
            }
        }
        rows.absolute(run + " loss", wanted(expected, "loss"), seen(steps, "total"), LOSS);
        double[] gradients = norms.stream().mapToDouble(Double::doubleValue).toArray();
        rows.absolute(run + " gradient_norm", wanted(expected, "gradient_norm"), gradients, LOSS);
        for (Region region : regions) {
            for (String name : model.weights().mlpNames(region.block())) {
                String tensor = run + ".delta." + name + ".columns";
                int[] changed = {DeltaNumbers.changed(delta, name)};
                if (given.has(tensor)) {
                    double[] moved = moved(delta, name, region);
                    rows.norm(tensor, given.numbers(tensor), moved, DELTA);
                    rows.equal(tensor + " changed", new int[] {moved.length}, changed);
                } else if (changed[0] > 0) {
                    rows.equal(tensor + " changed", new int[] {0}, changed);
                }
            }
        }
    }

    /**
     * What an edit adds to a tensor's part of some neurons, (hidden, neurons), empty where nothing.
     */
    private double[] moved(Delta delta, String name, Region region) {
        boolean writes = name.equals(model.weights().downName(region.block()));
        return writes
                ? DeltaNumbers.columns(delta, name, region, model.config().intermediate())
                : DeltaNumbers.rows(delta, name, region, model.config().hidden());
    }

    private Delta edit(JsonNode h, List<Region> regions, EditListener listener) {
        Map<String, Object> told =
                new TreeMap<>(
                        Map.of(
                                "alpha", h.path("alpha").asDouble(),
                                "gamma", h.path("gamma").asDouble(),
                                "rate", h.path("lr").asDouble(),
                                "steps", h.path("steps").asInt(),
                                "cap", h.path("cap").asDouble(0),
                                "stop", 0));
        if (!isDeep()) {
            told.put("beta", h.path("beta").asDouble());
            return edit(new PkeEditor(), told, regions, listener);
        }
        told.put("depth", h.path("depth").asInt(depth()));
        int version = h.path("version").asInt();
        if (version > 2) {
            told.put("first", first());
        }
        if (version > 4) {
            told.remove("cap");
            told.put("dropout", 0);
            told.put("at-once", h.path("at_once").asInt());
        }
        if (version > 5) {
            told.put("swapped", h.path("swapped").asDouble());
            told.put("swaps", h.path("swaps").asInt());
            told.put("answers", h.path("answers").asDouble());
            told.put("unit", h.path("unit").asString("token"));
            told.put("frames", h.path("frames").asString("own"));
            told.put("answered", h.path("answered").asString("copied"));
        }
        return switch (version) {
            case 3, 4 -> edit(PkeDeepEditor.third(), told, regions, listener);
            case 5 -> edit(PkeDeepEditor.fifth(), told, regions, listener);
            case 6 -> edit(PkeDeepEditor.sixth(), told, regions, listener);
            default -> edit(PkeDeepEditor.first(), told, regions, listener);
        };
    }

    private <H extends Record> Delta edit(
            Editor.OfTokens<H> editor,
            Map<String, ?> told,
            List<Region> regions,
            EditListener listener) {
        H settings = editor.hyperparameters().with(told);
        return editor.edit(model, tokens, regions, settings, listener);
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
