package dev.pke.experiment.plan;

import dev.pke.data.Benign;
import dev.pke.data.Prompt;
import dev.pke.data.PromptSets;
import dev.pke.data.SafeEdit;
import dev.pke.fault.UserError;
import dev.pke.measure.HarmCategory;
import dev.pke.model.Constraint;
import dev.pke.model.EditTask;
import dev.pke.run.RunEvent.DatasetPinned;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The records that a plan uses.
 *
 * @param prompts what is asked before and after, in this order
 * @param tested the records whose attacks are asked
 * @param task what the locator and the editor are given; null where nothing is edited
 * @param pins one event a file, naming each record used by its digest
 */
public record PlannedData(
        List<Prompt> prompts,
        List<SafeEdit.Entry> tested,
        @Nullable EditTask task,
        List<DatasetPinned> pins) {

    public static PlannedData read(Plan plan) {
        PlannedEvaluation evaluation = plan.evaluation();
        List<DatasetPinned> pins = new ArrayList<>();
        List<Prompt> prompts = new ArrayList<>();
        EditTask task = null;
        PlannedEdit edit = plan.edit();
        if (edit != null) {
            List<SafeEdit.Entry> all = SafeEdit.load(edit.data());
            List<Integer> places = draw(all, edit);
            List<SafeEdit.Entry> drawn = places.stream().map(all::get).toList();
            pins.add(Pinned.read(edit.data()).of(places));
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
                pins.add(Pinned.read(file).of(upTo(pool.size())));
            }
            task =
                    new EditTask(
                            drawn.stream().map(SafeEdit.Entry::instance).toList(),
                            pool.stream()
                                    .map(p -> new Constraint(p.text(), p.reference()))
                                    .toList(),
                            evaluation.generation().template(),
                            edit.suffix());
        }
        List<SafeEdit.Entry> test = SafeEdit.load(evaluation.test());
        int records = evaluation.records() == 0 ? test.size() : evaluation.records();
        List<SafeEdit.Entry> used = first(evaluation.test(), test, records);
        pins.add(Pinned.read(evaluation.test()).of(upTo(used.size())));
        prompts.addAll(PromptSets.tested(used));
        List<Prompt> benign = Benign.load(evaluation.benign());
        pins.add(Pinned.read(evaluation.benign()).of(upTo(benign.size())));
        prompts.addAll(benign);
        return new PlannedData(List.copyOf(prompts), List.copyOf(used), task, List.copyOf(pins));
    }

    /** The places of the instances: so many of each category, in the file's order. */
    private static List<Integer> draw(List<SafeEdit.Entry> all, PlannedEdit edit) {
        List<Integer> order = new ArrayList<>(upTo(all.size()));
        edit.draw().ifPresent(seed -> Collections.shuffle(order, new Random(seed)));
        List<Integer> places = new ArrayList<>();
        for (String category : HarmCategory.NAMES) {
            if (!edit.categories().isEmpty() && !edit.categories().contains(category)) {
                continue;
            }
            List<Integer> found =
                    order.stream()
                            .filter(place -> all.get(place).category().equals(category))
                            .limit(edit.perCategory())
                            .toList();
            if (found.size() < edit.perCategory()) {
                throw new UserError(
                        "%s: only %d records of category %s, the plan asks for %d"
                                .formatted(
                                        edit.data(), found.size(), category, edit.perCategory()));
            }
            places.addAll(found);
        }
        Collections.sort(places);
        return places;
    }

    private static <T> List<T> first(Path file, List<T> all, int count) {
        if (count > all.size()) {
            throw new UserError(
                    "%s: only %d records, the plan asks for %d".formatted(file, all.size(), count));
        }
        return all.subList(0, count);
    }

    private static List<Integer> upTo(int count) {
        return IntStream.range(0, count).boxed().toList();
    }
}
