package dev.pke.experiment;

import dev.pke.model.checkpoint.Digest;
import dev.pke.model.weights.Delta;
import dev.pke.model.weights.Weights;
import dev.pke.run.RunEvent;
import dev.pke.run.word.EditManifest;
import dev.pke.run.word.Stage;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Saves the edited model as base and delta, named by its digest; proves that they part again. */
final class CheckpointStage implements StageWork {
    private final RunContext context;

    CheckpointStage(RunContext context) {
        this.context = context;
    }

    @Override
    public Stage stage() {
        return Stage.CHECKPOINT;
    }

    @Override
    public void work(RunLog log) {
        Weights weights = context.model().weights();
        Delta delta = context.delta();
        SortedMap<String, String> base = context.digests(stage());
        SortedMap<String, String> edited = new TreeMap<>(base);
        delta.apply(weights);
        try {
            delta.changes().keySet().forEach(name -> edited.put(name, weights.digest(name)));
        } finally {
            delta.revert(weights);
        }
        Map<String, EditManifest.Sides> changed = new TreeMap<>();
        for (String name : delta.changes().keySet()) {
            String back = weights.digest(name);
            if (!back.equals(base.get(name))) {
                throw new IllegalStateException(name + " did not revert: now " + back);
            }
            changed.put(name, new EditManifest.Sides(back, edited.getOrDefault(name, "")));
        }
        EditManifest manifest =
                new EditManifest(
                        context.name(),
                        Digest.of(base),
                        Digest.of(delta.toSafetensors()),
                        Digest.of(edited),
                        changed);
        log.record(
                new RunEvent.CheckpointSaved(
                        context.blobs.put(manifest.blob()), manifest.digest(), delta.elements()));
    }

    @Override
    public void recall(RunEvent event) {}
}
