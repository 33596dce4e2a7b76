package dev.pke.experiment.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.eval.Prefill;
import dev.pke.event.CanonicalJson;
import dev.pke.fault.UserError;
import dev.pke.model.checkpoint.Digest;
import dev.pke.model.folder.ModelPlaces;
import dev.pke.model.setting.Sampling;
import dev.pke.run.word.PlanKey;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run will do, said completely: every key is needed and every key is used, so that nothing
 * hides in a default; what a plan may leave out is recorded as if it had been said. Written as
 * {@code experiments/*.yaml}; recorded, with its files resolved, as {@link #json} in the run's
 * first event, from which it can be read again.
 *
 * @param name what the plan is called
 * @param method what people call the method, such as {@code pke}: what its locator and editor are,
 *     whether it is said or not; in an old record, what was said
 * @param edit null for a plan that only measures
 * @param robustness how the edit is tried further
 * @param erasable whether the texts of answers lie apart, so that they can be erased one day
 * @param tolerance the largest difference of a number that a replay elsewhere may show; 0 asks for
 *     equal bits
 */
public record Plan(
        String name,
        String method,
        PlannedModel model,
        PlannedEvaluation evaluation,
        @Nullable PlannedEdit edit,
        PlannedRobustness robustness,
        boolean erasable,
        double tolerance,
        Map<String, @Nullable Object> json) {
    private static final String SELECTION = "selection";
    private static final String MARGIN = PlanNumber.MARGIN.path();

    /** Whether answers' texts stand in the events, or apart from them. */
    static final List<String> ANSWERS = List.of("kept", "erasable");

    /**
     * The plan that a YAML text says.
     *
     * @param file what to call it in an error
     * @param base the folder that its relative files are relative to
     * @throws UserError in one line naming file, key and the nearest valid key
     */
    public static Plan parse(String file, String yaml, Path base) {
        return parse(file, yaml, base, ModelPlaces.none());
    }

    /** The same where paths may begin with ~ or hold variables, and a model may be a Hub id. */
    public static Plan parse(String file, String yaml, Path base, ModelPlaces places) {
        return WrittenPlan.parse(file, yaml, base, places).plan();
    }

    /**
     * The plan that a file's bytes say.
     *
     * @throws UserError in one line, also where they are no UTF-8
     */
    public static Plan parse(String file, byte[] bytes, Path base) {
        return parse(file, bytes, base, ModelPlaces.none());
    }

    /** The same where paths may begin with ~ or hold variables, and a model may be a Hub id. */
    public static Plan parse(String file, byte[] bytes, Path base, ModelPlaces places) {
        return parse(file, PlanText.decode(file, bytes), base, places);
    }

    /** The plan as it was recorded. */
    public static Plan recorded(String run, Map<String, @Nullable Object> json) {
        Ground ground = new Ground("the plan of run " + run, Path.of(""), ModelPlaces.none());
        return of(json, ground, Unsaid.IN_OLD_RECORDS);
    }

    /** This plan of a record, its model and whatever lay in that folder now lying here. */
    public Plan moved(String run, Path here) {
        String then = model().folder().toString().replace('\\', '/');
        String now = here.toAbsolutePath().normalize().toString().replace('\\', '/');
        Map<String, @Nullable Object> moved = new LinkedHashMap<>();
        json().forEach((key, value) -> moved.put(key, moved(value, then, now)));
        return recorded(run, moved);
    }

    /** This plan of a run's record with other judges, for the answers that stand there. */
    public Plan judged(String run, List<?> judges) {
        Map<String, @Nullable Object> other = new LinkedHashMap<>(json());
        other.putIfAbsent(PlanKey.ANSWERS_OF, run);
        other.remove("method"); // it is named as methods are today
        if (other.get("evaluation") instanceof Map<?, ?> evaluation) {
            Map<Object, @Nullable Object> judged = new LinkedHashMap<>(evaluation);
            judged.put("judges", judges);
            other.put("evaluation", judged);
        }
        return recorded(run, other);
    }

    private static @Nullable Object moved(@Nullable Object value, String then, String now) {
        return switch (value) {
            case String path when path.equals(then) || path.startsWith(then + "/") ->
                    now + path.substring(then.length());
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((key, each) -> copy.put(String.valueOf(key), moved(each, then, now)));
                yield copy;
            }
            case List<?> list -> list.stream().map(each -> moved(each, then, now)).toList();
            case null, default -> value;
        };
    }

    /** The files and folders it names that are not there, in one line; empty if all of them are. */
    public String missing() {
        List<Path> needed = new ArrayList<>();
        if (model.elsewhere().isEmpty()) {
            needed.add(model.folder());
        }
        if (edit != null) {
            needed.add(edit.instances().data());
            edit.pool().ifPresent(needed::add);
            edit.lessons().ifPresent(needed::add);
        }
        needed.addAll(List.of(evaluation.test(), evaluation.benign()));
        needed.addAll(evaluation.further());
        evaluation.judging().values().forEach(needed::addAll);
        List<Path> gone = needed.stream().distinct().filter(Files::notExists).toList();
        if (gone.isEmpty()) {
            return "";
        }
        boolean absolute = gone.stream().allMatch(Path::isAbsolute);
        return "not there: "
                + String.join(", ", gone.stream().map(Path::toString).toList())
                + (absolute ? "" : " (relative to the folder that pke was started in then)");
    }

    /** The plan that keys and values say, which a person wrote. */
    static Plan parse(Map<?, ?> map, Ground ground) {
        Plan plan = of(map, ground, Unsaid.TODAY);
        plan.checkMethod(ground.file());
        if (ground.seed().isSaid() && !ground.seed().isTaken()) {
            throw new UserError(
                    ground.file()
                            + ": seed: nothing in this plan draws with it: leave it out, or leave"
                            + " out the seeds further down");
        }
        return plan;
    }

    private static Plan of(Map<?, ?> map, Ground ground, Unsaid unsaid) {
        Section top = new Section(ground, "", map);
        if (top.has("seed")) {
            ground.seed().say(top.seed("seed"));
        }
        String name = top.text("name");
        PlannedModel model = PlannedModel.read(top.section("model"));
        Unsaid here = model.elsewhere().isPresent() ? Unsaid.ELSEWHERE : unsaid;
        PlannedEvaluation evaluation = PlannedEvaluation.read(top.section("evaluation"), here);
        PlannedEdit edit =
                top.has("edit") ? PlannedEdit.read(top.section("edit"), unsaid.mechanism()) : null;
        PlannedRobustness robustness = PlannedRobustness.NOTHING;
        if (top.has("robustness")) {
            robustness = PlannedRobustness.read(top.section("robustness"));
        }
        checkElsewhere(top, ground.file(), model, evaluation);
        boolean erasable = false;
        if (top.has("answers")) {
            erasable = top.choice("answers", ANSWERS).equals(ANSWERS.getLast());
        }
        double tolerance = top.number(PlanNumber.TOLERANCE);
        String method = edit == null ? "none" : edit.method();
        if (top.has("method")) {
            method = top.text("method");
        } else {
            top.derive("method", method);
        }
        if (top.has(MARGIN)) {
            // what comparisons of the run are held to: for readers of the record
            var _ = top.number(PlanNumber.MARGIN);
        }
        if (top.has(SELECTION)) {
            // how its settings were chosen: for readers of the record
            var _ = top.text(SELECTION);
        }
        if (unsaid.equals(Unsaid.IN_OLD_RECORDS) && top.has(PlanKey.ANSWERS_OF)) {
            // for readers of the record too; no person's plan says it
            var _ = top.text(PlanKey.ANSWERS_OF);
        }
        top.end();
        return new Plan(
                name, method, model, evaluation, edit, robustness, erasable, tolerance, top.read());
    }

    /** A model elsewhere has no weights and no tokens here: it is asked, and that is all. */
    private static void checkElsewhere(
            Section top, String file, PlannedModel model, PlannedEvaluation evaluation) {
        if (model.elsewhere().isEmpty()) {
            return;
        }
        List<String> wrong = new ArrayList<>();
        List.of("edit", "robustness").stream().filter(top::has).forEach(wrong::add);
        if (!evaluation.prefill().equals(Prefill.NONE)) {
            wrong.add("evaluation.prefill and evaluation.affirmative");
        }
        if (evaluation.scope().locality() > 0) {
            wrong.add("evaluation.locality");
        }
        if (!evaluation.generation().sampling().equals(Sampling.greedy())) {
            wrong.add("evaluation.generation.sampling");
        }
        if (!wrong.isEmpty()) {
            throw new UserError(
                    "%s: model.endpoint is elsewhere, where answers are only asked for: leave out %s"
                            .formatted(file, String.join(" and ", wrong)));
        }
    }

    /** Refuses a method that the locator and the editor are not. */
    private void checkMethod(String file) {
        String right = edit == null ? "none" : edit.method();
        if (!method.equals(right)) {
            throw new UserError(
                    "%s: method is %s, must be %s: that is what %s"
                            .formatted(
                                    file,
                                    method,
                                    right,
                                    edit == null
                                            ? "a plan without an edit is"
                                            : "locator %s and editor %s are"
                                                    .formatted(
                                                            edit.locator().locator().name(),
                                                            edit.editor().editor().name())));
        }
    }

    /**
     * A SHA-256 of all that it says but what it and its method are called, why it was chosen, what
     * comparisons are held to and where answers came from: two plans that do the same have the
     * same.
     */
    public String digest() {
        return digest(json);
    }

    /** The same of a plan as recorded. */
    public static String digest(Map<String, @Nullable Object> json) {
        Map<String, @Nullable Object> does = new LinkedHashMap<>(json);
        does.keySet().removeAll(List.of("name", "method", SELECTION, MARGIN, PlanKey.ANSWERS_OF));
        return Digest.of(CanonicalJson.write(does).getBytes(UTF_8));
    }

    /** Every seed in the plan by the keys that lead to it, as decimal text. */
    public Map<String, String> seeds() {
        Map<String, String> seeds = new TreeMap<>();
        collect("", json, seeds);
        return seeds;
    }

    private static void collect(String path, Map<?, ?> from, Map<String, String> seeds) {
        from.forEach((key, value) -> {
            if (value instanceof Map<?, ?> inner) {
                collect(path + key + ".", inner, seeds);
            } else if ("seed".equals(key)) {
                seeds.put(path + key, String.valueOf(value));
            }
        });
    }
}
