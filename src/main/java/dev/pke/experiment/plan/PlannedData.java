package dev.pke.experiment.plan;

import dev.pke.data.Benign;
import dev.pke.data.Prompt;
import dev.pke.data.PromptSets;
import dev.pke.data.SafeEdit;
import dev.pke.eval.Figures;
import dev.pke.experiment.plan.PlannedEdit.Answers;
import dev.pke.fault.ModelError;
import dev.pke.fault.UserError;
import dev.pke.measure.HarmCategory;
import dev.pke.model.Constraint;
import dev.pke.model.EditInstance;
import dev.pke.model.EditTask;
import dev.pke.run.RunEvent.DatasetPinned;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
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

    /**
     * Reads them.
     *
     * @throws UserError in one line where something is missing, wrong or swapped
     */
    public static PlannedData read(Plan plan) {
        PlannedEvaluation evaluation = plan.evaluation();
        List<SafeEdit.Entry> test = SafeEdit.load(evaluation.test());
        int records = evaluation.records() == 0 ? test.size() : evaluation.records();
        List<SafeEdit.Entry> used = first(evaluation.test(), test, records);
        List<Prompt> benign = Benign.load(evaluation.benign());
        // an old record says nothing of what is wrong with its data, and a replay says the same
        boolean checks = evaluation.scope().figures() == Figures.SECOND;
        List<DatasetPinned> pins = new ArrayList<>();
        List<Prompt> prompts = new ArrayList<>();
        EditTask task = null;
        PlannedEdit edit = plan.edit();
        if (edit != null) {
            List<SafeEdit.Entry> all = SafeEdit.load(edit.data());
            if (checks && edit.answers() == Answers.CHECK) {
                Contamination.checkNotSwapped(edit.data(), all);
                Contamination.checkNotSwapped(evaluation.test(), used);
            }
            List<Integer> places = draw(all, edit);
            List<SafeEdit.Entry> drawn = places.stream().map(all::get).toList();
            String stand = checks ? Contamination.ofInstances(drawn, used) : "";
            pins.add(Pinned.read(edit.data()).of(places, stand));
            prompts.addAll(PromptSets.edited(drawn));
            List<Prompt> pool = pool(edit);
            if (edit.pool().isPresent()) {
                Path file = edit.pool().get();
                List<Integer> held = Benign.places(file).subList(0, pool.size());
                String overlap = checks ? Contamination.ofPool(pool, benign) : "";
                pins.add(Pinned.read(file).of(held, overlap));
            }
            task = task(plan, edit, drawn, pool);
        }
        String twice = checks ? Contamination.ofTwice(attacks(used)) : "";
        pins.add(Pinned.read(evaluation.test()).of(upTo(used.size()), twice));
        prompts.addAll(PromptSets.tested(used));
        pins.add(benign(evaluation.benign(), benign, checks));
        prompts.addAll(benign);
        if (evaluation.identity().isPresent()) {
            Path file = evaluation.identity().get();
            List<Prompt> identity = Benign.load(file);
            checkApart(file, identity, benign);
            pins.add(benign(file, identity, checks));
            prompts.addAll(identity);
        }
        evaluation.judges().forEach(judge -> pins.addAll(PinnedFolder.of(judge)));
        return new PlannedData(List.copyOf(prompts), List.copyOf(used), task, List.copyOf(pins));
    }

    private static List<String> attacks(List<SafeEdit.Entry> records) {
        return records.stream()
                .map(each -> each.attack().isEmpty() ? each.onlyQuestion() : each.attack())
                .toList();
    }

    private static DatasetPinned benign(Path file, List<Prompt> prompts, boolean checks) {
        String twice =
                checks ? Contamination.ofTwice(prompts.stream().map(Prompt::text).toList()) : "";
        return Pinned.read(file).of(Benign.places(file), twice);
    }

    /** Two prompts of one id would be one prompt. */
    private static void checkApart(Path file, List<Prompt> identity, List<Prompt> benign) {
        Set<String> known = benign.stream().map(Prompt::id).collect(Collectors.toSet());
        for (Prompt each : identity) {
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
                drawn.stream().map(each -> instance(edit.data(), each)).toList(),
                pool.stream().map(p -> new Constraint(p.text(), p.reference())).toList(),
                plan.evaluation().generation().template(),
                edit.suffix());
    }

    private static EditInstance instance(Path file, SafeEdit.Entry record) {
        try {
            return record.instance();
        } catch (ModelError lacking) {
            throw new UserError(file + ": " + lacking.getMessage(), lacking);
        }
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
