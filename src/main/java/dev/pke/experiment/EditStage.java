package dev.pke.experiment;

import dev.pke.edit.EditListener;
import dev.pke.edit.Editors;
import dev.pke.event.UserError;
import dev.pke.model.Change;
import dev.pke.model.Delta;
import dev.pke.model.Patch;
import dev.pke.model.Weights;
import dev.pke.run.NeuronsChanged;
import dev.pke.run.RunEvent;
import dev.pke.run.Stage;
import dev.pke.run.StepTaken;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Computes the delta, step by step on the record; the model stays as it was. */
final class EditStage implements StageWork {
    private final Bench bench;

    EditStage(Bench bench) {
        this.bench = bench;
    }

    @Override
    public Stage stage() {
        return Stage.EDIT;
    }

    @Override
    public void work(RunLog log) {
        PlannedMethod planned = bench.edit().editor();
        Delta delta =
                Editors.named(planned.name())
                        .edit(
                                bench.model(),
                                bench.task(),
                                bench.location().regions(),
                                planned.settings(),
                                steps(log));
        bench.delta(delta);
        String digest = bench.blobs.put(delta.toSafetensors());
        List<RunEvent> events = new ArrayList<>();
        delta.changes().forEach((name, change) -> events.add(changed(name, change, digest)));
        if (!events.isEmpty()) {
            log.record(events);
        }
    }

    private EditListener steps(RunLog log) {
        long[] last = {bench.nanos.getAsLong()};
        int[] taken = {0};
        return (step, losses, gradientNorm) -> {
            bench.pause();
            long now = bench.nanos.getAsLong();
            taken[0]++;
            log.record(
                    new StepTaken(
                            taken[0],
                            losses,
                            gradientNorm,
                            Map.of("seconds", (now - last[0]) / 1e9)));
            bench.listener.progress(stage(), "steps", taken[0], 0);
            last[0] = bench.nanos.getAsLong();
        };
    }

    @Override
    public void recall(RunEvent event) {
        if (event instanceof StepTaken step && step.step() == 1) {
            // an edit may move nothing; what it moved follows its steps
            bench.delta(bench.model().weights().delta(Patch.none()));
        } else if (event instanceof NeuronsChanged changed) {
            try (var in = bench.blobs.open(changed.delta())) {
                bench.delta(Delta.fromSafetensors("delta " + changed.delta(), in.readAllBytes()));
            } catch (IOException unreadable) {
                throw new UserError("delta " + changed.delta() + ": " + unreadable, unreadable);
            }
        }
    }

    private NeuronsChanged changed(String tensor, Change change, String delta) {
        int block = block(tensor);
        Change.Norms norms = change.norms();
        return new NeuronsChanged(
                tensor,
                block,
                block < 0 ? List.of() : MovedNeurons.of(change, bench.model().config()),
                change.changed(),
                norms.l2(),
                norms.largest(),
                norms.relative(),
                delta);
    }

    /** The block whose down_proj this is, or -1. */
    private int block(String tensor) {
        Weights weights = bench.model().weights();
        for (int block = 0; block < bench.model().config().blocks(); block++) {
            if (weights.downName(block).equals(tensor)) {
                return block;
            }
        }
        return -1;
    }
}
