package dev.pke.conformance;

import dev.pke.edit.EditRequest;
import dev.pke.edit.learn.Factors;
import dev.pke.edit.learn.Lesson;
import dev.pke.edit.learn.MendEditor;
import dev.pke.edit.learn.MendHparams;
import dev.pke.model.EditTokens;
import dev.pke.model.LanguageModel;
import dev.pke.model.weights.Region;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Checks a case of MEND: every lesson's losses, the network that was learned, and the edit it
 * makes. The reference sends its gradient through the edited model and the network at once.
 */
final class MendCheck {
    /** Four steps of Adam on f32 losses; seen: 5e-7. */
    private static final double LOSS = 1e-5;

    /** Seen: 1e-6. Adam divides by the root of second moments, which may be tiny elsewhere. */
    private static final double LEARNED = 1e-4;

    private final CheckCase given;
    private final LanguageModel model;

    private MendCheck(CheckCase given, LanguageModel model) {
        this.given = given;
        this.model = model;
    }

    static boolean knows(JsonNode inputs) {
        return inputs.has("mend");
    }

    static void run(CheckCase given, LanguageModel model, CheckRows rows) {
        new MendCheck(given, model).run(rows);
    }

    private void run(CheckRows rows) {
        MendHparams h = MendHparams.KEYS.with(LowRankCheck.values(given.inputs().path("mend")));
        List<Region> regions = LowRankCheck.regions(model, given.inputs().path("blocks"));
        EditTokens all = lessonTokens();
        List<Double> losses = new ArrayList<>();
        var learned =
                MendEditor.learned(
                        model,
                        regions,
                        new MendEditor.Course(start(), lessons(all)::next),
                        h,
                        (step, terms, norm) -> losses.addAll(terms.values()));
        rows.absolute(
                "losses of lessons: edit, locality, total",
                CheckCase.doubles(given.expected().path("losses_before_each_step")),
                losses.stream().mapToDouble(Double::doubleValue).toArray(),
                LOSS);
        tables(rows, "learned", learned.tables());
        var pairs = all.safe();
        int half = pairs.size() / 2;
        var halves = List.of(pairs.subList(0, half), pairs.subList(half, pairs.size()));
        tables(rows, "start", Factors.moments(model, regions, halves));
        var task = LowRankCheck.task(given.inputs().path("instances"), List.of());
        var delta =
                new MendEditor()
                        .edit(
                                model,
                                new EditRequest(task, regions, learned),
                                h,
                                (step, terms, norm) -> {});
        for (Region region : regions) {
            String tensor = model.weights().downName(region.block());
            rows.norm(
                    "delta " + tensor,
                    given.numbers("delta." + tensor),
                    DeltaNumbers.whole(delta, tensor),
                    LEARNED);
        }
    }

    private void tables(CheckRows rows, String when, Map<String, float[][]> tables) {
        tables.forEach((name, table) ->
                rows.norm(
                        when + " " + name, given.numbers(when + "." + name), flat(table), LEARNED));
    }

    /** What the network begins with; its moments were taken by the reference. */
    private Map<String, float[][]> start() {
        Map<String, float[][]> start = new LinkedHashMap<>();
        given.tensors()
                .tensors()
                .forEach((name, tensor) -> {
                    if (name.startsWith("start.")) {
                        int columns = Math.toIntExact(tensor.shape().getLast());
                        start.put(
                                name.substring("start.".length()),
                                rows(given.numbers(name), columns));
                    }
                });
        return start;
    }

    private static float[][] rows(double[] flat, int columns) {
        float[][] rows = new float[flat.length / columns][columns];
        for (int i = 0; i < flat.length; i++) {
            rows[i / columns][i % columns] = (float) flat[i];
        }
        return rows;
    }

    private static double[] flat(float[][] table) {
        return Arrays.stream(table)
                .flatMapToDouble(row -> IntStream.range(0, row.length).mapToDouble(i -> row[i]))
                .toArray();
    }

    private EditTokens lessonTokens() {
        JsonNode inputs = given.inputs();
        var pool = LowRankCheck.constraints(inputs.path("constraints"));
        return EditTokens.of(model, LowRankCheck.task(inputs.path("lessons"), pool));
    }

    private Iterator<Lesson> lessons(EditTokens all) {
        List<Lesson> lessons = new ArrayList<>();
        for (JsonNode order : given.inputs().path("order")) {
            int[] at = CheckCase.ids(order);
            var safe = IntStream.of(at).mapToObj(all.safe()::get).toList();
            var unsafe = IntStream.of(at).mapToObj(all.unsafe()::get).toList();
            EditTokens lesson = new EditTokens(safe, unsafe, all.constraints());
            lessons.add(Lesson.split(lesson, at.length / 2));
        }
        return lessons.iterator();
    }
}
