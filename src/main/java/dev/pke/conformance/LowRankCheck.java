package dev.pke.conformance;

import dev.pke.edit.ChosenEditor;
import dev.pke.edit.EditListener;
import dev.pke.edit.EditorRegistry;
import dev.pke.edit.LoraEditor;
import dev.pke.model.Constraint;
import dev.pke.model.EditInstance;
import dev.pke.model.EditTask;
import dev.pke.model.EditTokens;
import dev.pke.model.GenerationSettings;
import dev.pke.model.LanguageModel;
import dev.pke.model.weights.Delta;
import dev.pke.model.weights.Region;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Checks a case of editors told by their keys, low rank or not: every step's loss, every delta. */
final class LowRankCheck {
    private static final double LOSS = 1e-4;

    /** Directions are solved from nearly singular moments; what f32 keys leave of them is seen. */
    private static final double DELTA = 2e-3;

    private static final String LORA = "lora-sft";

    private final CheckCase given;
    private final LanguageModel model;
    private final CheckRows rows;

    private LowRankCheck(CheckCase given, LanguageModel model, CheckRows rows) {
        this.given = given;
        this.model = model;
        this.rows = rows;
    }

    static boolean knows(JsonNode inputs) {
        return inputs.has("editors");
    }

    static void run(CheckCase given, LanguageModel model, CheckRows rows) {
        var check = new LowRankCheck(given, model, rows);
        given.inputs()
                .path("editors")
                .properties()
                .forEach(each -> check.edit(each.getKey(), each.getValue()));
    }

    private void edit(String name, JsonNode keys) {
        if (!EditorRegistry.has(name)) {
            rows.notBuilt(name);
            return;
        }
        List<Double> losses = new ArrayList<>();
        EditListener listener =
                (step, terms, norm) -> losses.add(terms.getOrDefault("total", Double.NaN));
        ChosenEditor<?> editor = ChosenEditor.of(EditorRegistry.named(name), values(keys));
        Delta delta =
                editor.settings() instanceof LoraEditor.Hparams lora
                        ? LoraEditor.edit(
                                model, EditTokens.of(model, task()), starts(), lora, listener)
                        : editor.edit(
                                model,
                                task(),
                                regions(model, given.inputs().path("blocks").path(name)),
                                listener);
        JsonNode expected = given.expected().path("losses_before_each_step").path(name);
        if (expected.isArray()) {
            double[] seen = losses.stream().mapToDouble(Double::doubleValue).toArray();
            rows.absolute(name + " losses", CheckCase.doubles(expected), seen, LOSS);
        }
        String prefix = name + ".delta.";
        given.tensors().tensors().keySet().stream()
                .filter(tensor -> tensor.startsWith(prefix))
                .forEach(tensor -> {
                    double[] moved = DeltaNumbers.whole(delta, tensor.substring(prefix.length()));
                    rows.norm(tensor, given.numbers(tensor), moved, DELTA);
                });
    }

    /** What an editor is told, as its record takes it. */
    static Map<String, Object> values(JsonNode keys) {
        Map<String, Object> settings = new LinkedHashMap<>();
        keys.properties().forEach(key -> settings.put(key.getKey(), value(key.getValue())));
        return settings;
    }

    private static Object value(JsonNode said) {
        if (said.isIntegralNumber()) {
            return said.asLong();
        }
        return said.isNumber() ? (Object) said.asDouble() : said.asString();
    }

    private EditTask task() {
        return task(
                given.inputs().path("instances"), constraints(given.inputs().path("constraints")));
    }

    /** A case's instances, asked without a template. */
    static EditTask task(JsonNode said, List<Constraint> pool) {
        List<EditInstance> instances = new ArrayList<>();
        for (JsonNode each : said) {
            instances.add(
                    new EditInstance(
                            "case",
                            "case",
                            "",
                            each.path("prompt").asString(),
                            each.path("safe").asString(),
                            each.path("unsafe").asString(),
                            "",
                            ""));
        }
        return new EditTask(instances, pool, GenerationSettings.Template.OFF, "");
    }

    /** A case's ordinary work. */
    static List<Constraint> constraints(JsonNode said) {
        List<Constraint> pool = new ArrayList<>();
        for (JsonNode each : said) {
            pool.add(
                    new Constraint(each.path("prompt").asString(), each.path("answer").asString()));
        }
        return pool;
    }

    /** Blocks, each with all its neurons. */
    static List<Region> regions(LanguageModel model, JsonNode blocks) {
        List<Integer> all = IntStream.range(0, model.config().intermediate()).boxed().toList();
        return IntStream.of(CheckCase.ids(blocks))
                .mapToObj(block -> new Region(block, all))
                .toList();
    }

    /** What the adapters began with. */
    private Map<String, float[]> starts() {
        String prefix = LORA + ".start.";
        Map<String, float[]> starts = new LinkedHashMap<>();
        for (String tensor : given.tensors().tensors().keySet()) {
            if (tensor.startsWith(prefix)) {
                double[] wide = given.numbers(tensor);
                float[] start = new float[wide.length];
                IntStream.range(0, start.length).forEach(i -> start[i] = (float) wide[i]);
                starts.put(tensor.substring(prefix.length()), start);
            }
        }
        return starts;
    }
}
