package dev.pke.edit;

import dev.pke.fault.ModelError;

import java.util.List;

/** Every editor there is, one line each. */
public final class EditorRegistry {
    private static final List<Editor<?>> ALL =
            List.of(
                    new PkeEditor(),
                    new PkeDeepEditor(),
                    new DinmEditor(),
                    Baseline.sft(),
                    Baseline.block(),
                    Baseline.benign(),
                    Baseline.ascent(),
                    Baseline.difference(),
                    Baseline.npo(),
                    Baseline.dpo(),
                    SafeUnlearning.editor(),
                    new LoraEditor(),
                    new RefusalDirectionEditor(),
                    ClosedFormEditor.rome(),
                    ClosedFormEditor.memit(),
                    WordingEditor.suffix(),
                    WordingEditor.reminder());

    private EditorRegistry() {}

    /** All, the default first. */
    public static List<Editor<?>> all() {
        return ALL;
    }

    /** Whether there is one called {@code name}. */
    public static boolean has(String name) {
        return ALL.stream().anyMatch(one -> one.name().equals(name));
    }

    /**
     * The editor called {@code name}.
     *
     * @throws ModelError naming the known ones
     */
    public static Editor<?> named(String name) {
        return ALL.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new ModelError(
                                "no editor '"
                                        + name
                                        + "', known: "
                                        + ALL.stream().map(Editor::name).toList()));
    }
}
