package dev.pke.experiment.plan;

import dev.pke.data.Benign;
import dev.pke.data.Prompt;
import dev.pke.data.PromptSets;
import dev.pke.data.SafeEdit;
import dev.pke.fault.UserError;
import dev.pke.model.Constraint;
import dev.pke.model.EditTask;
import dev.pke.run.RunEvent.DatasetPinned;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    /** Reads the files that a plan names. */
    public static PlannedData read(Plan plan) {
        PlannedEvaluation evaluation = plan.evaluation();
        List<DatasetPinned> pins = new ArrayList<>();
        List<Prompt> prompts = new ArrayList<>();
        PlannedEdit edit = plan.edit();
        EditTask task = edit == null ? null : task(edit, evaluation, pins, prompts);
        List<SafeEdit.Entry> used =
                edit != null && evaluation.split() == PlannedEvaluation.Split.TUNE
                        ? tune(edit, pins, prompts)
                        : test(evaluation, pins, prompts);
        Spare spare = new Spare(List.of(), List.of());
        if (edit != null && plan.robustness().takesRecords()) {
            spare = spare(edit, plan.robustness(), pins);
        }
        return new PlannedData(List.copyOf(prompts), used, task, spare, List.copyOf(pins));
    }

    private static Spare spare(
            PlannedEdit edit, PlannedRobustness robustness, List<DatasetPinned> pins) {
        Path data = edit.instances().data();
        List<SafeEdit.Entry> all = SafeEdit.load(data);
        List<Integer> left = new ArrayList<>(range(0, all.size()));
        left.removeAll(edit.instances().places(all));
        robustness.check(data, left.size());
        pins.add(Pinned.read(data).of(left.subList(0, robustness.records())));
        List<Prompt> benign = List.of();
        if (robustness.ordinary() > 0) {
            Path pool = edit.pool().orElse(data);
            List<Prompt> whole = edit.pool().isPresent() ? Benign.load(pool) : List.of();
            benign = whole.subList(Math.min(edit.poolSize(), whole.size()), whole.size());
            robustness.checkOrdinary(pool, benign.size());
            int end = edit.poolSize() + robustness.ordinary();
            pins.add(Pinned.read(pool).of(range(edit.poolSize(), end)));
        }
        return new Spare(left.stream().map(all::get).toList(), benign);
    }

    private static EditTask task(
            PlannedEdit edit,
            PlannedEvaluation evaluation,
            List<DatasetPinned> pins,
            List<Prompt> prompts) {
        Path data = edit.instances().data();
        List<SafeEdit.Entry> all = SafeEdit.load(data);
        List<Integer> places = edit.instances().places(all);
        List<SafeEdit.Entry> drawn = places.stream().map(all::get).toList();
        pins.add(Pinned.read(data).of(places));
        prompts.addAll(PromptSets.edited(drawn));
        List<Prompt> pool = new ArrayList<>();
        if (edit.pool().isPresent()) {
            Path file = edit.pool().get();
            pool.addAll(first(file, Benign.load(file), edit.poolSize()));
            for (Prompt each : pool) {
                if (each.reference().isBlank()) {
                    throw new UserError(
                            "%s: record %s has no answer, and an edit holds on to answers"
                                    .formatted(file, each.id()));
                }
            }
            pins.add(Pinned.read(file).of(range(0, pool.size())));
        }
        return new EditTask(
                drawn.stream().map(SafeEdit.Entry::instance).toList(),
                pool.stream().map(p -> new Constraint(p.text(), p.reference())).toList(),
                evaluation.generation().template(),
                edit.suffix());
    }

    private static List<SafeEdit.Entry> test(
            PlannedEvaluation evaluation, List<DatasetPinned> pins, List<Prompt> prompts) {
        List<SafeEdit.Entry> test = SafeEdit.load(evaluation.test());
        int records = evaluation.records() == 0 ? test.size() : evaluation.records();
        List<SafeEdit.Entry> used = first(evaluation.test(), test, records);
        pins.add(Pinned.read(evaluation.test()).of(range(0, used.size())));
        prompts.addAll(PromptSets.tested(used));
        List<Prompt> benign = Benign.load(evaluation.benign());
        pins.add(Pinned.read(evaluation.benign()).of(range(0, benign.size())));
        prompts.addAll(benign);
        return List.copyOf(used);
    }

    /** What the edit leaves of its own files: settings may be chosen by it. */
    private static List<SafeEdit.Entry> tune(
            PlannedEdit edit, List<DatasetPinned> pins, List<Prompt> prompts) {
        Path data = edit.instances().data();
        List<SafeEdit.Entry> all = SafeEdit.load(data);
        List<Integer> left = new ArrayList<>(range(0, all.size()));
        left.removeAll(edit.instances().places(all));
        Path pool = edit.pool().orElse(data);
        List<Prompt> benign = edit.pool().isPresent() ? Benign.load(pool) : List.of();
        if (left.isEmpty() || benign.size() <= edit.poolSize()) {
            throw new UserError(
                    "%s: nothing is left of it to choose settings by: split tune needs more than"
                                    .formatted(left.isEmpty() ? data : pool)
                            + " the edit takes");
        }
        List<SafeEdit.Entry> asked = left.stream().map(all::get).toList();
        pins.add(Pinned.read(data).of(left));
        prompts.addAll(PromptSets.tested(asked));
        pins.add(Pinned.read(pool).of(range(edit.poolSize(), benign.size())));
        prompts.addAll(benign.subList(edit.poolSize(), benign.size()));
        return asked;
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
