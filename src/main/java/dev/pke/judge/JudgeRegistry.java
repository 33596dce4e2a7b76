package dev.pke.judge;

import dev.pke.model.setting.Registry;

import java.util.List;

/** Every judge that a plan can name, one line each. */
public final class JudgeRegistry {
    private static final Registry<JudgeKind<?>> ALL =
            new Registry<>(
                    "judge",
                    JudgeKind::name,
                    List.of(
                            SpecimenOracle.KIND_TWO, // the more exact first
                            SpecimenOracle.KIND,
                            SafeEditClassifier.KIND,
                            LocalModelJudge.KIND,
                            HttpJudge.KIND,
                            RefusalPhrasesTwo.KIND,
                            RefusalPhrases.KIND));

    private JudgeRegistry() {}

    /** All, in the order of exactness. */
    public static List<JudgeKind<?>> all() {
        return ALL.all();
    }

    /** What they are called, in that order. */
    public static List<String> names() {
        return ALL.names();
    }

    /**
     * The judge called {@code name}.
     *
     * @throws dev.pke.fault.ModelError naming the known ones
     */
    public static JudgeKind<?> named(String name) {
        return ALL.named(name);
    }
}
