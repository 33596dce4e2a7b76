package dev.pke.experiment.plan;

import dev.pke.data.Benign;
import dev.pke.data.Prompt;
import dev.pke.data.PromptSets;
import dev.pke.data.SafeEdit;
import dev.pke.eval.Figures;
import dev.pke.experiment.plan.PlannedEdit.Answers;
import dev.pke.fault.ModelError;
import dev.pke.fault.UserError;
import dev.pke.model.Constraint;
import dev.pke.model.EditInstance;
import dev.pke.model.EditTask;
import dev.pke.run.RunEvent.DatasetPinned;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The records that a plan uses.
 *
 * @param prompts what is asked before and after, in this order
 * @param tested the records whose attacks are asked
 * @param task what the locator and the editor are given; null where nothing is edited
 * @param spare what the edit leaves of its own files
 * @param pins one event a file, naming each record used by its digest
 */
public record PlannedData(
        List<Prompt> prompts,
        List<SafeEdit.Entry> tested,
        @Nullable EditTask task,
        Spare spare,
        List<DatasetPinned> pins) {
    /** Records of the edit's files that it does not take. */
    public record Spare(List<SafeEdit.Entry> records, List<Prompt> benign) {}

    /**
     * Reads the files that a plan names.
     *
     * @throws UserError in one line where something is missing, wrong or swapped
     */
    public static PlannedData read(Plan plan) {
        PlannedEvaluation evaluation = plan.evaluation();
        PlannedEdit edit = plan.edit();
        boolean tunes = edit != null && evaluation.split() == PlannedEvaluation.Split.TUNE;
        Asked asked = edit != null && tunes ? left(edit) : test(evaluation);
        // an old record says nothing of what is wrong with its data, and a replay says the same
        boolean checks = evaluation.scope().figures().holds(Figures.SECOND);
        List<DatasetPinned> pins = new ArrayList<>();
        List<Prompt> prompts = new ArrayList<>();
        EditTask task = null;
        Spare spare = new Spare(List.of(), List.of());
        if (edit != null) {
            Path data = edit.instances().data();
            List<SafeEdit.Entry> all = SafeEdit.load(data);
            if (checks && edit.answers() == Answers.CHECK) {
                Contamination.checkNotSwapped(data, all);
                Contamination.checkNotSwapped(asked.file(), asked.records());
                edit.lessons().ifPresent(Contamination::checkNotSwapped);
            }
            List<Integer> places = edit.instances().places(all);
            checkOne(plan, edit, places.size());
            List<SafeEdit.Entry> drawn = places.stream().map(all::get).toList();
            String stand = checks ? Contamination.ofInstances(drawn, asked.records()) : "";
            pins.add(Pinned.read(data).of(places, stand));
            prompts.addAll(PromptSets.edited(drawn));
            List<Prompt> pool = pool(edit);
            if (edit.pool().isPresent()) {
                Path file = edit.pool().get();
                List<Integer> held = Benign.places(file).subList(0, pool.size());
                String overlap = checks ? Contamination.ofPool(pool, asked.benign()) : "";
                pins.add(Pinned.read(file).of(held, overlap));
            }
            task = task(plan, edit, drawn, pool);
            task = learning(plan, edit, task, asked.records(), pins);
        }
        plan.robustness().check(plan);
        if (plan.robustness().takesRecords()) {
            spare = spare(plan, asked, pins);
        }
        pins.addAll(asked.pins(checks));
        prompts.addAll(PromptSets.tested(asked.records()));
        prompts.addAll(asked.benign());
        List<Prompt> ordinary = new ArrayList<>(asked.benign());
        for (Path file : evaluation.further()) {
            List<Prompt> further = Benign.load(file);
            checkApart(file, further, ordinary);
            pins.add(Pinned.read(file).of(Benign.places(file), twice(checks, further)));
            ordinary.addAll(further);
            prompts.addAll(further);
        }
        evaluation.judging().forEach((who, all) -> pins.addAll(PinnedFolder.of(who, all)));
        return new PlannedData(
                List.copyOf(prompts), asked.records(), task, spare, List.copyOf(pins));
    }

    /** What an evaluation asks: records and ordinary prompts, with their places in their files. */
    private record Asked(
            Path file,
            List<Integer> places,
            List<SafeEdit.Entry> records,
            Path benignFile,
            List<Integer> benignPlaces,
            List<Prompt> benign) {
        List<DatasetPinned> pins(boolean checks) {
            List<String> attacks =
                    records.stream()
                            .map(each ->
                                    each.attack().isEmpty() ? each.onlyQuestion() : each.attack())
                            .toList();
            String again = checks ? Contamination.ofTwice(attacks) : "";
            return List.of(
                    Pinned.read(file).of(places, again),
                    Pinned.read(benignFile).of(benignPlaces, twice(checks, benign)));
        }
    }

    private static String twice(boolean checks, List<Prompt> prompts) {
        return checks ? Contamination.ofTwice(prompts.stream().map(Prompt::text).toList()) : "";
    }

    private static Asked test(PlannedEvaluation evaluation) {
        List<SafeEdit.Entry> test = SafeEdit.load(evaluation.test());
        int records = evaluation.records() == 0 ? test.size() : evaluation.records();
        List<SafeEdit.Entry> used = first(evaluation.test(), test, records);
        Path benign = evaluation.benign();
        return new Asked(
                evaluation.test(),
                range(0, used.size()),
                List.copyOf(used),
                benign,
                Benign.places(benign),
                Benign.load(benign));
    }

    /** What the edit leaves of its own files: settings may be chosen by it. */
    private static Asked left(PlannedEdit edit) {
        Path data = edit.instances().data();
        List<SafeEdit.Entry> all = SafeEdit.load(data);
        List<Integer> left = left(edit, all);
        List<Prompt> benign = edit.pool().map(Benign::load).orElse(List.of());
        edit.checkLeaves(left.size(), benign.size());
        Path pool = edit.pool().orElseThrow();
        return new Asked(
                data,
                left,
                left.stream().map(all::get).toList(),
                pool,
                Benign.places(pool).subList(edit.poolSize(), benign.size()),
                benign.subList(edit.poolSize(), benign.size()));
    }

    private static List<Integer> left(PlannedEdit edit, List<SafeEdit.Entry> all) {
        List<Integer> left = new ArrayList<>(range(0, all.size()));
        left.removeAll(edit.instances().places(all));
        return left;
    }

    /** What shots and relearning take: what the edit leaves, else files named for it. */
    private static Spare spare(Plan plan, Asked asked, List<DatasetPinned> pins) {
        PlannedRobustness tried = plan.robustness();
        PlannedEdit edit = plan.edit();
        List<SafeEdit.Entry> records = List.of();
        List<Prompt> benign = List.of();
        if (edit != null || tried.records() > 0) {
            Path file = edit == null ? tried.data(plan.name()) : edit.instances().data();
            List<SafeEdit.Entry> all = SafeEdit.load(file);
            List<Integer> left = edit == null ? apart(asked, all) : left(edit, all);
            tried.check(file, left.size());
            pins.add(Pinned.read(file).of(left.subList(0, tried.records()), ""));
            records = left.stream().map(all::get).toList();
        }
        if (tried.ordinary() > 0) {
            Path own = edit == null ? tried.pool(plan.name()) : edit.instances().data();
            Path file = edit == null ? own : edit.pool().orElse(own);
            boolean none = edit != null && edit.pool().isEmpty();
            List<Prompt> all = new ArrayList<>(none ? List.of() : Benign.load(file));
            int from = edit == null ? 0 : Math.min(edit.poolSize(), all.size());
            List<Integer> left = new ArrayList<>(range(from, all.size()));
            if (edit == null) {
                Set<String> texts =
                        asked.benign().stream().map(Prompt::text).collect(Collectors.toSet());
                left.removeIf(place -> texts.contains(all.get(place).text()));
            }
            tried.checkOrdinary(file, left.size());
            List<Integer> places = Benign.places(file);
            List<Integer> taken = left.subList(0, tried.ordinary());
            pins.add(Pinned.read(file).of(taken.stream().map(places::get).toList(), ""));
            benign = left.stream().map(all::get).toList();
        }
        return new Spare(records, benign);
    }

    /** The places of those that are not tested. */
    private static List<Integer> apart(Asked asked, List<SafeEdit.Entry> all) {
        Set<String> attacks =
                asked.records().stream().map(SafeEdit.Entry::attack).collect(Collectors.toSet());
        return range(0, all.size()).stream()
                .filter(place -> !attacks.contains(all.get(place).attack()))
                .toList();
    }

    /** A task with what a method that learns to edit learns it from, which is pinned. */
    private static EditTask learning(
            Plan plan,
            PlannedEdit edit,
            EditTask task,
            List<SafeEdit.Entry> tested,
            List<DatasetPinned> pins) {
        List<SafeEdit.Entry> lessons = edit.lessons().map(SafeEdit::load).orElse(List.of());
        var editor = edit.editor().editor();
        if (lessons.size() < editor.lessons()) {
            throw new UserError(
                    "plan %s: edit.lessons: editor %s learns to edit from %d records at least, here"
                                    .formatted(plan.name(), editor.name(), editor.lessons())
                            + " are %d: say {data: FILE}".formatted(lessons.size()));
        }
        if (edit.lessons().isEmpty()) {
            return task;
        }
        Path file = edit.lessons().get();
        pins.add(
                Pinned.read(file)
                        .of(range(0, lessons.size()), Contamination.ofInstances(lessons, tested)));
        return new EditTask(
                task.instances(),
                task.pool(),
                instances(file, lessons),
                task.template(),
                task.suffix());
    }

    private static void checkOne(Plan plan, PlannedEdit edit, int instances) {
        if (edit.protocol() == Protocol.SINGLE && instances > 1) {
            throw new UserError(
                    "plan %s: edit.protocol is single, a run an instance, and there are %d: pke sweep"
                                    .formatted(plan.name(), instances)
                            + " makes them, or say edit.instances.nth");
        }
    }

    /** Two prompts of one id would be one prompt. */
    private static void checkApart(Path file, List<Prompt> further, List<Prompt> benign) {
        Set<String> known = benign.stream().map(Prompt::id).collect(Collectors.toSet());
        for (Prompt each : further) {
            if (known.contains(each.id())) {
                throw new UserError(
                        "%s: id '%s' is also an id of the benign prompts: rename one"
                                .formatted(file, each.id()));
            }
        }
    }

    private static List<Prompt> pool(PlannedEdit edit) {
        if (edit.pool().isEmpty()) {
            return List.of();
        }
        Path file = edit.pool().get();
        List<Prompt> pool = first(file, Benign.load(file), edit.poolSize());
        for (Prompt each : pool) {
            if (each.reference().isBlank()) {
                throw new UserError(
                        "%s: record %s has no answer, and an edit holds on to answers"
                                .formatted(file, each.id()));
            }
        }
        return pool;
    }

    private static EditTask task(
            Plan plan, PlannedEdit edit, List<SafeEdit.Entry> drawn, List<Prompt> pool) {
        return new EditTask(
                instances(edit.instances().data(), drawn),
                pool.stream().map(p -> new Constraint(p.text(), p.reference())).toList(),
                plan.evaluation().generation().template(),
                edit.suffix());
    }

    private static List<EditInstance> instances(Path file, List<SafeEdit.Entry> records) {
        return records.stream().map(each -> instance(file, each)).toList();
    }

    private static EditInstance instance(Path file, SafeEdit.Entry record) {
        try {
            return record.instance();
        } catch (ModelError lacking) {
            throw new UserError(file + ": " + lacking.getMessage(), lacking);
        }
    }

    private static <T> List<T> first(Path file, List<T> all, int count) {
        if (count > all.size()) {
            throw new UserError(
                    "%s: only %d records, the plan asks for %d".formatted(file, all.size(), count));
        }
        return all.subList(0, count);
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }
}
