package dev.pke.conformance;

import dev.pke.edit.DinmEditor;
import dev.pke.edit.DinmTokens;
import dev.pke.locate.DinmLocator;
import dev.pke.model.LanguageModel;
import dev.pke.model.weights.Delta;
import dev.pke.model.weights.Padding;
import dev.pke.model.weights.Region;
import dev.pke.model.weights.TokenBatch;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Checks a DINM case: the locator's distances and choice, and every run's losses and delta. */
record DinmCheck(CheckCase given, LanguageModel model, CheckRows rows) {
    private static final double LOSS = 1e-5;
    private static final double DELTA = 1e-4;

    /** Below this rate a weight moves by few of its last bits. */
    private static final double TINY_RATE = 1e-5;

    private static final double TINY_DELTA = 1e-3;

    void run() {
        given.expected().path("locate").properties().forEach(e -> locate(e.getKey(), e.getValue()));
        given.expected().path("runs").properties().forEach(e -> edit(e.getKey(), e.getValue()));
    }

    /** The key is "sdpa.left", "eager.right" and so on; others hold remarks. */
    private void locate(String key, JsonNode expected) {
        if (!key.matches("(sdpa|eager)\\.(left|right)")) {
            return;
        }
        String[] parts = key.split("\\.", -1);
        Padding padding = parts[0].equals("eager") ? Padding.UNIFORM : Padding.ZERO;
        List<int[]> texts = CheckCase.unpadded(given.inputs().path("locate").path(parts[1]));
        distances(
                "locate " + key + " jointly",
                expected.path("batch_of_3"),
                DinmLocator.distances(model, batch(texts, parts[1]), padding));
        List<double[]> alone = new ArrayList<>();
        for (int r = 0; r + 1 < texts.size(); r += 2) {
            TokenBatch pair = batch(texts.subList(r, r + 2), parts[1]);
            alone.addAll(DinmLocator.distances(model, pair, padding));
        }
        distances("locate " + key + " alone", expected.path("one_request_per_call"), alone);
    }

    private void distances(String name, JsonNode expected, List<double[]> seen) {
        if (!expected.has("distances")) {
            return;
        }
        double[] want =
                expected.path("distances")
                        .valueStream()
                        .flatMapToDouble(row -> Arrays.stream(CheckCase.doubles(row)))
                        .toArray();
        double[] got = seen.stream().flatMapToDouble(Arrays::stream).toArray();
        rows.relative(name + " distances", want, got, 1e-5);
        int[] layers = seen.stream().mapToInt(DinmCheck::first).toArray();
        rows.equal(name + " layers", CheckCase.ids(expected.path("layers")), layers);
    }

    /** The first place of the largest value. */
    private static int first(double... values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = values[i] > values[best] ? i : best;
        }
        return best;
    }

    private TokenBatch batch(List<int[]> texts, String side) {
        TokenBatch batch =
                side.equals("left")
                        ? TokenBatch.left(texts, model.pad())
                        : TokenBatch.right(texts, model.pad());
        return batch.placed();
    }

    private void edit(String run, JsonNode expected) {
        JsonNode h = expected.path("hparams");
        double rate = h.path("lr").asDouble();
        double factor = h.path("kl_factor").asDouble();
        DinmEditor.Hparams settings =
                new DinmEditor.Hparams(
                        DinmEditor.Mode.EASYEDIT,
                        rate,
                        h.path("num_steps").asInt(),
                        factor,
                        h.path("weight_decay").asDouble(),
                        h.path("norm_constraint").asDouble(0));
        JsonNode in = given.inputs().path("runs").path(run);
        DinmTokens tokens =
                DinmTokens.of(
                        CheckCase.unpadded(in.path("ft_input")),
                        Arrays.asList(CheckCase.rows(in.path("labels"))),
                        CheckCase.unpadded(in.path("instructandAns")),
                        CheckCase.unpadded(in.path("instructonlyAns")),
                        model.pad());
        List<Region> blocks =
                IntStream.of(CheckCase.ids(h.path("layers")))
                        .mapToObj(l -> new Region(l, List.of(0)))
                        .toList();
        List<Map<String, Double>> steps = new ArrayList<>();
        Delta delta =
                DinmEditor.edit(
                        model, tokens, blocks, settings, (s, losses, n) -> steps.add(losses));
        int[] count = {expected.path("steps_run").asInt()};
        rows.equal(run + " steps", count, new int[] {steps.size()});
        losses(run, expected, steps, factor);
        double tolerance = rate <= TINY_RATE ? TINY_DELTA : DELTA;
        String prefix = run + ".delta.";
        for (String tensor : given.tensors().tensors().keySet()) {
            if (tensor.startsWith(prefix) && !tensor.startsWith(prefix + "f32run.")) {
                double[] seen = DeltaNumbers.whole(delta, tensor.substring(prefix.length()));
                rows.norm(tensor, given.numbers(tensor), seen, tolerance);
            }
        }
    }

    private void losses(
            String run, JsonNode expected, List<Map<String, Double>> steps, double factor) {
        // The total weighs l_edit, and with it that term's rounding.
        double total = LOSS * Math.max(1, factor);
        rows.absolute(run + " l_edit", list(expected, "l_edit"), seen(steps, "safe"), LOSS);
        rows.absolute(run + " l_loc", list(expected, "l_loc"), seen(steps, "kl"), LOSS);
        rows.absolute(run + " loss", list(expected, "loss"), seen(steps, "total"), total);
    }

    private static double[] list(JsonNode expected, String key) {
        return CheckCase.doubles(expected.path(key));
    }

    private static double[] seen(List<Map<String, Double>> steps, String term) {
        return steps.stream().mapToDouble(s -> s.getOrDefault(term, Double.NaN)).toArray();
    }
}
