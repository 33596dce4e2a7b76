package dev.pke.edit;

import dev.pke.edit.learn.MendEditor;
import dev.pke.model.setting.MethodCard;
import dev.pke.model.setting.Registry;

import java.util.List;
import java.util.Optional;

/** Every editor there is, one line each. */
public final class EditorRegistry {
    private static final Registry<Editor<?>> ALL =
            new Registry<>(
                    "editor",
                    Editor::name,
                    List.of(
                            new PkeEditor(),
                            PkeDeepEditor.first(),
                            PkeDeepEditor.third(),
                            PkeDeepEditor.fifth(),
                            PkeDeepEditor.sixth(),
                            new DinmEditor(),
                            Baseline.sft(),
                            Baseline.block(),
                            Baseline.benign(),
                            Baseline.ascent(),
                            Baseline.difference(),
                            Baseline.npo(),
                            Baseline.dpo(),
                            SafeUnlearning.editor(),
                            new MendEditor(),
                            new LoraEditor(),
                            new RefusalDirectionEditor(),
                            ClosedFormEditor.rome(),
                            ClosedFormEditor.memit(),
                            WordingEditor.suffix(),
                            WordingEditor.reminder()));

    private static final String TRAINS =
            "trains a specimen anew without the unsafe answers and edits no model; run pke specimen"
                    + " WORLD --without-unsafe --to DIR, then a plan without edit whose"
                    + " model.folder is DIR/WORLD";

    /**
     * Exact unlearning, which people look for here. It is no editor: it moves every weight, in
     * minutes, and needs all that a model was trained on, which only a specimen has.
     */
    public static final MethodCard RETRAINING =
            new MethodCard(
                    "exact-unlearning",
                    "exact unlearning",
                    "none",
                    Character.toUpperCase(TRAINS.charAt(0)) + TRAINS.substring(1) + ".");

    private EditorRegistry() {}

    /** All, the default first. */
    public static List<Editor<?>> all() {
        return ALL.all();
    }

    /** Of a method that is no editor, as the end of an error's line: what to run in its place. */
    public static Optional<String> elsewhere(String name) {
        return RETRAINING.name().equals(name) ? Optional.of(": it " + TRAINS) : Optional.empty();
    }

    /** Whether there is one called {@code name}. */
    public static boolean has(String name) {
        return ALL.has(name);
    }

    /**
     * The editor called {@code name}.
     *
     * @throws dev.pke.fault.ModelError naming the known ones
     */
    public static Editor<?> named(String name) {
        return ALL.named(name);
    }
}
