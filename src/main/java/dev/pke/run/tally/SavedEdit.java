package dev.pke.run.tally;

import dev.pke.run.RunEvent.CheckpointSaved;
import dev.pke.run.RunEvent.ModelFingerprinted;
import dev.pke.run.word.EditManifest;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A checkpoint's manifest beside the run that saved it. */
final class SavedEdit {
    private final List<String> faults = new ArrayList<>();

    private SavedEdit() {}

    /** What of a manifest contradicts the run; {@code deltas} are those it changed tensors by. */
    static List<String> faults(
            CheckpointSaved saved,
            byte[] blob,
            @Nullable ModelFingerprinted model,
            Map<String, String> deltas) {
        EditManifest said = EditManifest.parse(blob);
        if (said == null) {
            return List.of("blob " + saved.manifest() + " is no manifest of a checkpoint");
        }
        SavedEdit edit = new SavedEdit();
        edit.alike("digest", said.digest(), saved.digest());
        edit.alike("tensors", said.tensors().keySet(), deltas.keySet());
        for (String delta : deltas.values()) {
            edit.alike("delta", said.delta(), delta);
        }
        if (model != null) {
            edit.of(said, model);
        }
        return edit.faults;
    }

    private void of(EditManifest said, ModelFingerprinted model) {
        alike("model", said.name(), model.name());
        alike("model's digest", said.base(), model.digest());
        Map<String, String> after = new TreeMap<>(model.digests());
        said.tensors()
                .forEach((tensor, sides) -> {
                    String before = String.valueOf(after.put(tensor, sides.after()));
                    alike("digest before of " + tensor, sides.before(), before);
                });
        alike("digest over its tensors", said.digest(), SaidTwice.over(after));
    }

    private void alike(String what, Object manifest, Object run) {
        if (!manifest.equals(run)) {
            faults.add("its manifest's %s is %s, by the run %s".formatted(what, manifest, run));
        }
    }
}
