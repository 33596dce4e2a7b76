package dev.pke.run;

import dev.pke.run.RunEvent.CheckpointSaved;
import dev.pke.run.RunEvent.EditLearned;
import dev.pke.run.RunEvent.NeuronsChanged;
import dev.pke.run.RunEvent.NeuronsScored;
import dev.pke.run.RunEvent.PromptAnswered;

import java.util.List;

/** Which blobs a fact leans on: said here once, for verifiers, bundles and doors alike. */
public final class References {
    /** The kinds of facts whose blobs two runs may share; an answer's texts have salt. */
    public static final List<Class<? extends Fact>> SHARED =
            List.of(
                    NeuronsScored.class,
                    EditLearned.class,
                    NeuronsChanged.class,
                    CheckpointSaved.class,
                    BundleImported.class);

    private References() {}

    /** The digests of the blobs that a fact refers to. */
    public static List<String> of(Fact fact) {
        return switch (fact) {
            case NeuronsScored scored -> List.of(scored.table());
            case EditLearned learned -> List.of(learned.network());
            case NeuronsChanged changed -> List.of(changed.delta());
            case PromptAnswered said when !said.texts().isEmpty() -> List.of(said.texts());
            case CheckpointSaved saved -> List.of(saved.manifest());
            case BundleImported imported -> List.of(imported.bundle());
            default -> List.of();
        };
    }
}
