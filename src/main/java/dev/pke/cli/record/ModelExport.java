package dev.pke.cli.record;

import dev.pke.audit.sign.FolderSignature;
import dev.pke.audit.sign.SigningKey;
import dev.pke.cli.Exit;
import dev.pke.cli.NewFile;
import dev.pke.diff.RecordedRun;
import dev.pke.diff.Restoration;
import dev.pke.export.ModelCard;
import dev.pke.fault.UserError;
import dev.pke.run.RunView;
import dev.pke.store.Home;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes what one run left, for those who have no record: the edited model with a card, or the
 * delta alone.
 */
final class ModelExport {
    private static final String CARD = "README.md";

    private final Home home;
    private final RunView view;
    private final PrintWriter out;

    ModelExport(Home home, String run, PrintWriter out) {
        this.home = home;
        this.view = RunView.of(home.store(), run);
        this.out = out;
    }

    /**
     * The whole model as a folder; the exit code.
     *
     * @param base its folder; null for the one that the run found
     */
    int model(@Nullable Path base, Path to) {
        String card = ModelCard.of(view);
        RecordedRun recorded = RecordedRun.of(view);
        Path folder = base == null ? Path.of(recorded.base().folder()) : base;
        Restoration made = Restoration.apply(folder, recorded.read(home.blobs()), to);
        try {
            Path file = to.resolve(CARD);
            if (Files.exists(file)) {
                Files.move(file, to.resolve("README.base.md"), StandardCopyOption.REPLACE_EXISTING);
            }
            Files.writeString(file, card);
        } catch (IOException e) {
            throw new UserError(to + " can't be written: " + e.getMessage(), e);
        }
        out.println(to + ": the edited model and its card, digest " + made.digest());
        return recorded.isAfter(made.digest()) ? Exit.OK : Exit.FAILED;
    }

    /** Signs the folder, card and all. */
    void sign(Path to, SigningKey key) {
        int files = FolderSignature.write(to, key);
        out.printf(
                "%s: signed, %d files, by the key %s%n",
                to.resolve(FolderSignature.FILE), files, key.publicKey().fingerprint());
    }

    /** The delta's blob as a file: old bits and new ones, which {@code pke apply} takes. */
    int delta(NewFile file, Path to) {
        if (view.deltas().size() != 1) {
            throw new UserError(
                    "run " + view.run() + " has " + view.deltas().size() + " deltas, not one");
        }
        String digest = view.deltas().getFirst();
        try (InputStream in = home.blobs().open(digest)) {
            Files.copy(in, file.check(to), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UserError(to + " can't be written: " + e.getMessage(), e);
        }
        out.println(to + ": the delta, SHA-256 " + digest);
        return Exit.OK;
    }
}
