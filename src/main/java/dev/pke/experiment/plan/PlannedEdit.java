package dev.pke.experiment.plan;

import dev.pke.edit.ChosenEditor;
import dev.pke.edit.Editor;
import dev.pke.edit.EditorRegistry;
import dev.pke.fault.UserError;
import dev.pke.locate.ChosenLocator;
import dev.pke.locate.Locator;
import dev.pke.locate.LocatorRegistry;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is edited and how.
 *
 * @param instances the records that are edited
 * @param answers whether the records' answers are looked at before anything is edited with them
 * @param protocol whether the instances are edited together, in turn or apart
 * @param pool ordinary prompts with answers, which the edit may hold on to, if any
 * @param poolSize how many of them, from the first
 * @param lessons records that a method which learns to edit learns it from, if any
 * @param suffix a text put after every prompt of the edit; "" for none
 * @param locator finds the neurons
 * @param editor moves them
 * @param mechanism what is recorded of how it works
 */
public record PlannedEdit(
        PlannedInstances instances,
        Answers answers,
        Protocol protocol,
        Optional<Path> pool,
        int poolSize,
        Optional<Path> lessons,
        String suffix,
        ChosenLocator<?> locator,
        ChosenEditor<?> editor,
        Mechanism mechanism) {

    static final List<String> ANSWERS = List.of("check", "as-given");

    /** Whether safe and unsafe answers are held to look like what they are called. */
    public enum Answers {
        CHECK,
        AS_GIVEN
    }

    /**
     * What people call this: the one name of both; the locator's, where the editor is that of a
     * whole method and the locator a control or another's way to look; otherwise the editor's. A
     * control whose editor names no locator of its own is called by both, as two methods of such an
     * editor are: its locator is all that tells it from the method.
     */
    String method() {
        String where = locator.locator().name();
        String how = editor.editor().name();
        if (where.equals(how)) {
            return how;
        }
        if (!isWhole(how)) {
            return locator.locator().card().isControl() ? where + "+" + how : how;
        }
        return isWhole(where) ? where + "+" + how : where;
    }

    /** Whether a locator and an editor are of this name. */
    private static boolean isWhole(String name) {
        return EditorRegistry.has(name) && LocatorRegistry.has(name);
    }

    /**
     * @param unsaid what is recorded where the plan doesn't say it
     */
    static PlannedEdit read(Section section, Mechanism unsaid) {
        Section chosen = section.section("instances");
        Answers answers = Answers.CHECK;
        if (chosen.has("answers")) {
            boolean given = chosen.choice("answers", ANSWERS).equals(ANSWERS.getLast());
            answers = given ? Answers.AS_GIVEN : Answers.CHECK;
        }
        PlannedInstances instances = PlannedInstances.read(chosen);
        Protocol protocol = Protocol.read(section);
        Optional<Path> poolData = Optional.empty();
        int poolSize = 0;
        if (section.isSection("pool")) {
            Section pool = section.section("pool");
            poolData = Optional.of(pool.path("data"));
            poolSize = pool.count(PlanNumber.POOL_RECORDS);
            pool.end();
        } else {
            section.choice("pool", List.of("none"), "{data: FILE, records: 48}");
        }
        Optional<Path> lessons = lessons(section);
        String suffix = section.text("suffix");
        ChosenLocator<?> locator = locator(section.section("locator"));
        ChosenEditor<?> editor = editor(section.section("editor"));
        Mechanism mechanism = Mechanism.read(section, unsaid);
        section.end();
        return new PlannedEdit(
                instances,
                answers,
                protocol,
                poolData,
                poolSize,
                lessons,
                suffix.equals("none") ? "" : suffix,
                locator,
                editor,
                mechanism);
    }

    /**
     * What is not edited with may choose settings: something must be left of both files.
     *
     * @param records instances that are left
     * @param ordinary prompts in the pool's file
     */
    void checkLeaves(int records, int ordinary) {
        String left = ": nothing is left of it to choose settings by (split tune): ";
        if (records == 0) {
            throw new UserError(instances.data() + left + "--vary instances=N takes fewer");
        }
        if (pool.isEmpty()) {
            throw new UserError("edit.pool is none" + left + "say {data: FILE, records: N}");
        }
        if (ordinary <= poolSize) {
            String kept = "--vary edit.pool.records=%d keeps a quarter".formatted(ordinary * 3 / 4);
            throw new UserError(pool.get() + left + kept);
        }
    }

    private static Optional<Path> lessons(Section section) {
        if (!section.has("lessons")) {
            return Optional.empty();
        }
        Section said = section.section("lessons");
        Optional<Path> data = Optional.of(said.path("data"));
        said.end();
        return data;
    }

    private static ChosenLocator<?> locator(Section section) {
        List<String> names = LocatorRegistry.all().stream().map(Locator::name).toList();
        return chosen(LocatorRegistry.named(section.choice("name", names)), section);
    }

    private static <H extends Record> ChosenLocator<H> chosen(Locator<H> locator, Section section) {
        return new ChosenLocator<>(locator, section.settings(locator.hyperparameters()));
    }

    private static ChosenEditor<?> editor(Section section) {
        List<String> names =
                new ArrayList<>(EditorRegistry.all().stream().map(Editor::name).toList());
        names.add(EditorRegistry.RETRAINING.name()); // known, so that it is not taken for a slip
        String name = section.choice("name", names);
        EditorRegistry.elsewhere(name)
                .ifPresent(instead -> {
                    throw section.wrong("name", "an editor, which it is not" + instead);
                });
        return chosen(EditorRegistry.named(name), section);
    }

    private static <H extends Record> ChosenEditor<H> chosen(Editor<H> editor, Section section) {
        return new ChosenEditor<>(editor, section.settings(editor.hyperparameters()));
    }
}
