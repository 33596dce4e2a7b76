package dev.pke.edit;

import dev.pke.edit.learn.MendEditor;
import dev.pke.model.setting.Registry;

import java.util.List;

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

    private EditorRegistry() {}

    /** All, the default first. */
    public static List<Editor<?>> all() {
        return ALL.all();
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
