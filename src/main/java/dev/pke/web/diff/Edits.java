package dev.pke.web.diff;

import dev.pke.diff.RecordedEdit;
import dev.pke.diff.TensorNorms;
import dev.pke.event.Blobs;
import dev.pke.run.RunView;
import dev.pke.web.seen.Refusal;
import dev.pke.web.seen.ViewedRun;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What the record says of the edits that pages asked for last. Any thread may ask. */
public final class Edits {
    private static final int MOST_NORMS = 4096;

    private final Blobs blobs;
    private final Map<String, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, Double> norms = new LinkedHashMap<>();
    private long values;

    /** An edit, and the position of the run's last event when it was read. */
    private record Kept(long position, RecordedEdit edit) {}

    public Edits(Blobs blobs) {
        this.blobs = blobs;
    }

    /** A run's edit as its view has it. */
    public RecordedEdit of(ViewedRun viewed) {
        RunView view = viewed.view();
        Kept known = known(viewed.run());
        if (known != null && known.position() == view.position()) {
            return known.edit();
        }
        RecordedEdit edit = RecordedEdit.of(view, blobs);
        if (edit == null) {
            throw Refusal.notFound(
                    "The run " + viewed.run() + " has not come as far as its model's digests.");
        }
        keep(viewed.run(), new Kept(view.position(), edit));
        return edit;
    }

    private synchronized @Nullable Kept known(String run) {
        return kept.get(run);
    }

    private synchronized void keep(String run, Kept one) {
        Kept before = kept.put(run, one);
        values += one.edit().elements() - (before == null ? 0 : before.edit().elements());
        var oldest = kept.values().iterator();
        while (values > 2 * RecordedEdit.MOST_VALUES && kept.size() > 1) {
            values -= oldest.next().edit().elements();
            oldest.remove();
        }
    }

    /** The norms of whole tensors, by name, where the folder that a run of ours names is here. */
    public Map<String, Double> norms(ViewedRun viewed, RecordedEdit edit) {
        Map<String, Double> found = new TreeMap<>();
        Map<String, String> missing = new TreeMap<>();
        edit.changed()
                .forEach((name, tensor) -> {
                    Double norm = norm(tensor.before());
                    if (norm == null) {
                        missing.put(name, tensor.before());
                    } else if (!norm.isNaN()) {
                        found.put(name, norm);
                    }
                });
        if (!missing.isEmpty() && viewed.origin() == null) {
            Path folder = Path.of(edit.base().fact().folder());
            Map<String, Double> read = TensorNorms.of(folder, missing);
            found.putAll(read);
            missing.forEach(
                    (name, digest) -> remember(digest, read.getOrDefault(name, Double.NaN)));
        }
        return found;
    }

    private synchronized @Nullable Double norm(String digest) {
        return norms.get(digest);
    }

    private synchronized void remember(String digest, double norm) {
        if (norms.size() < MOST_NORMS) {
            norms.put(digest, norm);
        }
    }
}
