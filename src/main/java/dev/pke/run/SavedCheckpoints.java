package dev.pke.run;

import dev.pke.event.Recorded;
import dev.pke.run.RunEvent.CheckpointSaved;
import dev.pke.run.RunEvent.ModelFingerprinted;
import dev.pke.run.RunEvent.NeuronsChanged;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/** The model before, each tensor's change, and the edited model that was saved. */
public final class SavedCheckpoints extends ReadModel<SavedCheckpoints.Part> {
    public SavedCheckpoints() {
        super(
                "checkpoints",
                Set.of("model-fingerprinted.v1", "neurons-changed.v1", "checkpoint-saved.v1"));
    }

    /** One piece of the list. */
    public sealed interface Part extends Entry {}

    /** The model as found. */
    public record Base(long position, String name, String digest, long parameters, String dtype)
            implements Part {
        @Override
        public String key() {
            return "base";
        }

        @Override
        public Stage stage() {
            return Stage.FINGERPRINT;
        }
    }

    /** One tensor's change. */
    public record Change(long position, NeuronsChanged change) implements Part {
        @Override
        public String key() {
            return "change/" + change.tensor();
        }

        @Override
        public Stage stage() {
            return Stage.EDIT;
        }
    }

    /** The edited model. */
    public record Saved(long position, String manifest, String digest, long parametersMoved)
            implements Part {
        @Override
        public String key() {
            return "saved";
        }

        @Override
        public Stage stage() {
            return Stage.CHECKPOINT;
        }
    }

    /** The list as a page needs it; what is not known yet is null or empty. */
    public record View(@Nullable Base base, List<Change> changes, @Nullable Saved saved) {}

    public static View view(Entries<Part> state) {
        Base base = null;
        Saved saved = null;
        for (Part each : state.list()) {
            if (each instanceof Base found) {
                base = found;
            } else if (each instanceof Saved found) {
                saved = found;
            }
        }
        List<Change> changes =
                state.list().stream()
                        .filter(Change.class::isInstance)
                        .map(Change.class::cast)
                        .toList();
        return new View(base, changes, saved);
    }

    @Override
    protected @Nullable Part entry(Entries<Part> state, Fact fact, Recorded event) {
        long position = event.position();
        if (fact instanceof ModelFingerprinted model) {
            return new Base(
                    position, model.name(), model.digest(), model.parameters(), model.dtype());
        }
        if (fact instanceof NeuronsChanged change) {
            return new Change(position, change);
        }
        return fact instanceof CheckpointSaved saved
                ? new Saved(position, saved.manifest(), saved.digest(), saved.parametersMoved())
                : null;
    }

    @Override
    protected Class<? extends Part> form(String key) {
        return switch (key) {
            case "base" -> Base.class;
            case "saved" -> Saved.class;
            default -> Change.class;
        };
    }
}
