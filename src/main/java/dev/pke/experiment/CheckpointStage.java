package dev.pke.experiment;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.event.CanonicalJson;
import dev.pke.model.checkpoint.Digest;
import dev.pke.model.weights.Delta;
import dev.pke.model.weights.Weights;
import dev.pke.run.RunEvent;
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
        Map<String, Object> changed = new TreeMap<>();
        for (String name : delta.changes().keySet()) {
            String back = weights.digest(name);
            if (!back.equals(base.get(name))) {
                throw new IllegalStateException(name + " did not revert: now " + back);
            }
            changed.put(name, Map.of("before", back, "after", edited.getOrDefault(name, "")));
        }
        String manifest =
                CanonicalJson.write(
                        Map.of(
                                "base",
                                Map.of("name", context.name(), "digest", Digest.of(base)),
                                "delta",
                                Digest.of(delta.toSafetensors()),
                                "digest",
                                Digest.of(edited),
                                "tensors",
                                changed));
        log.record(
                new RunEvent.CheckpointSaved(
                        context.blobs.put(manifest.getBytes(UTF_8)),
                        Digest.of(edited),
                        delta.elements()));
    }

    @Override
    public void recall(RunEvent event) {}
}
