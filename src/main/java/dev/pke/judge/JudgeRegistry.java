package dev.pke.judge;

import dev.pke.fault.ModelError;

import java.util.List;

/** Every judge that a plan can name, one line each. */
public final class JudgeRegistry {
    private static final List<JudgeKind<?>> ALL =
            List.of(
                    SpecimenOracle.KIND, // the more exact first
                    SafeEditClassifier.KIND,
                    LocalModelJudge.KIND,
                    HttpJudge.KIND,
                    RefusalPhrasesTwo.KIND,
                    RefusalPhrases.KIND);

    private JudgeRegistry() {}

    /** All, in the order of exactness. */
    public static List<JudgeKind<?>> all() {
        return ALL;
    }

    /**
     * The judge called {@code name}.
     *
     * @throws ModelError naming the known ones
     */
    public static JudgeKind<?> named(String name) {
        return ALL.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new ModelError(
                                "no judge '"
                                        + name
                                        + "', known: "
                                        + ALL.stream().map(JudgeKind::name).toList()));
    }
}
