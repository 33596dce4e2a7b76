package dev.pke.diff;

import dev.pke.audit.BlobCheck;
import dev.pke.fault.ModelError;
import dev.pke.fault.UserError;
import dev.pke.model.weights.Delta;
import dev.pke.run.RunName;
import dev.pke.run.RunView;
import dev.pke.store.Home;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Finds the tensors that someone names: a Hugging Face folder; {@code RUN} for the model as a run
 * left it, {@code RUN@before} as it found it; a delta, as a file or the digest of its blob, which
 * is laid over a base.
 */
public final class TensorSources {
    private static final String BEFORE = "@before";
    private final @Nullable Home home;
    private final @Nullable Path base;

    /**
     * Looks in a home for runs and blobs.
     *
     * @param home null where there is none: only folders and delta files can be named
     * @param base the folder that deltas are laid over; null if none was given
     */
    public TensorSources(@Nullable Home home, @Nullable Path base) {
        this.home = home;
        this.base = base;
    }

    /** Opens what {@code name} means; a user error says what could be meant instead. */
    public Tensors open(String name) {
        Path path = Path.of(name);
        if (Files.isDirectory(path)) {
            return FolderTensors.open(path);
        }
        if (Files.isRegularFile(path)) {
            return over(deltaFile(path), name);
        }
        if (home != null && BlobCheck.NAME.matcher(name).matches() && home.blobs().has(name)) {
            return over(RecordedRun.delta(home.blobs(), name), "delta " + name);
        }
        boolean before = name.endsWith(BEFORE);
        RecordedRun run = run(before ? name.substring(0, name.length() - BEFORE.length()) : name);
        return before ? FolderTensors.open(folder(run)) : after(run);
    }

    /** What the record says of a run. */
    public RecordedRun run(String name) {
        if (home == null) {
            throw new UserError(name + " is no folder and no file, and there is no home with runs");
        }
        List<String> meant = RunName.meant(home.runs(), name);
        if (meant.size() != 1) {
            throw new UserError(
                    meant.isEmpty()
                            ? name + " is no folder, no delta and no run; pke runs lists the runs"
                            : name + " could be " + String.join(" or ", meant));
        }
        return RecordedRun.of(RunView.of(home.store(), meant.getFirst()));
    }

    /** The folder that a run began with: where the record says, or where --base says. */
    public Path folder(RecordedRun run) {
        return base == null ? Path.of(run.base().folder()) : base;
    }

    private Tensors after(RecordedRun run) {
        EditedTensors edited =
                new EditedTensors(
                        FolderTensors.open(folder(run)), "run " + run.run(), run.evidence());
        try {
            run.read(java.util.Objects.requireNonNull(home).blobs()).forEach(edited::apply);
            return edited;
        } catch (UserError e) {
            edited.close();
            throw e;
        }
    }

    private Tensors over(Delta delta, String label) {
        if (base == null) {
            throw new UserError(label + " is a delta: name the folder it edits with --base");
        }
        EditedTensors edited =
                new EditedTensors(FolderTensors.open(base), label, java.util.Map.of());
        try {
            edited.apply(delta);
            return edited;
        } catch (UserError e) {
            edited.close();
            throw e;
        }
    }

    /** The delta that a file holds. */
    public static Delta deltaFile(Path path) {
        try {
            return Delta.fromSafetensors(path.toString(), Files.readAllBytes(path));
        } catch (IOException | ModelError e) {
            throw new UserError(path + " is no delta: " + e.getMessage(), e);
        }
    }
}
