package dev.pke.experiment;

import dev.pke.edit.EditListener;
import dev.pke.edit.EditRequest;
import dev.pke.edit.Prepared;
import dev.pke.edit.turn.Turns;
import dev.pke.experiment.mechanism.NeuronWords;
import dev.pke.experiment.plan.Mechanism;
import dev.pke.experiment.plan.Protocol;
import dev.pke.fault.UserError;
import dev.pke.locate.Location;
import dev.pke.model.inside.BlockExamination;
import dev.pke.model.inside.MovedNeurons;
import dev.pke.model.weights.Change;
import dev.pke.model.weights.Delta;
import dev.pke.model.weights.Weights;
import dev.pke.run.RunEvent;
import dev.pke.run.ScoreTable;
import dev.pke.run.word.Stage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Computes the delta, step by step on the record; the model stays as it was. */
final class EditStage implements StageWork {
    private final RunContext context;

    EditStage(RunContext context) {
        this.context = context;
    }

    @Override
    public Stage stage() {
        return Stage.EDIT;
    }

    @Override
    public void work(RunLog log) {
        Heard steps = new Heard(log);
        Delta delta =
                context.edit().protocol() == Protocol.SEQUENTIAL
                        ? Turns.of(
                                context.model(),
                                context.task().instances().size(),
                                turn -> edited(turn, steps))
                        : edited(0, steps);
        context.delta(delta);
        String digest = context.blobs.put(delta.toSafetensors());
        List<RunEvent> events = new ArrayList<>();
        delta.changes().forEach((name, change) -> events.add(changed(name, change, digest)));
        events.addAll(mechanism(delta));
        if (!events.isEmpty()) {
            log.record(events);
        }
    }

    /** What a turn changes; where its instance sits, the first turn was told already. */
    private Delta edited(int turn, Heard steps) {
        Location location = turn == 0 ? context.location() : LocateStage.find(context, turn);
        EditRequest asked = new EditRequest(context.task(turn), location.regions(), steps.learned);
        return context.edit().editor().edit(context.model(), asked, steps);
    }

    private List<RunEvent> mechanism(Delta delta) {
        List<RunEvent> events = new ArrayList<>();
        Mechanism wanted = context.edit().mechanism();
        int blocks = 0;
        if (wanted != Mechanism.NONE) {
            events.addAll(new NeuronWords(context.model()).of(delta));
        }
        if (wanted == Mechanism.ALL) {
            var tested = context.data.tested().stream().map(each -> each.instance()).toList();
            var examination = new BlockExamination(context.model(), context.task().on(tested));
            for (Map<String, Double> figures :
                    examination.of(
                            delta,
                            context.telling(stage(), "blocks examined", BlockExamination.PARTS))) {
                events.add(new RunEvent.BlockExamined(blocks++, figures));
            }
        }
        return events;
    }

    /** Puts on the record what an edit tells of itself. */
    private final class Heard implements EditListener {
        private final RunLog log;
        private final int most;
        private long last = context.nanos.getAsLong();
        private int taken;
        private Prepared learned = Prepared.nothing();

        Heard(RunLog log) {
            this.log = log;
            boolean turns = context.edit().protocol() == Protocol.SEQUENTIAL;
            int each = context.edit().editor().steps();
            this.most = turns ? each * context.task().instances().size() : each;
        }

        @Override
        public void step(int step, Map<String, Double> losses, double gradientNorm) {
            context.pause();
            Map<String, Double> measured =
                    Map.of("seconds", (context.nanos.getAsLong() - last) / 1e9);
            taken++;
            log.record(new RunEvent.StepTaken(taken, losses, gradientNorm, measured));
            // who takes more than the key says, as a chain of turns may, tells no end
            context.listener.progress(stage(), "steps", taken, taken <= most ? most : 0);
            last = context.nanos.getAsLong();
        }

        @Override
        public void learned(Prepared prepared) {
            learned = prepared;
            Map<String, float[][]> tables = prepared.tables();
            log.record(
                    new RunEvent.EditLearned(
                            context.blobs.put(ScoreTable.encode(tables)),
                            tables.keySet().stream().sorted().toList(),
                            context.task().lessons().size()));
        }
    }

    @Override
    public void recall(RunEvent event) {
        if (event instanceof RunEvent.StageFinished && !context.hasDelta()) {
            // an edit may move nothing
            context.delta(Delta.none());
        } else if (event instanceof RunEvent.NeuronsChanged changed) {
            try (var in = context.blobs.open(changed.delta())) {
                context.delta(Delta.fromSafetensors("delta " + changed.delta(), in.readAllBytes()));
            } catch (IOException unreadable) {
                throw new UserError("delta " + changed.delta() + ": " + unreadable, unreadable);
            }
        }
    }

    private RunEvent.NeuronsChanged changed(String tensor, Change change, String delta) {
        int block = block(tensor);
        Change.Norms norms = change.norms();
        return new RunEvent.NeuronsChanged(
                tensor,
                block,
                block < 0 ? List.of() : MovedNeurons.of(change, context.model().config()),
                change.changed(),
                norms.l2(),
                norms.largest(),
                norms.relative(),
                delta);
    }

    /** The block whose down_proj this is, or -1. */
    private int block(String tensor) {
        Weights weights = context.model().weights();
        for (int block = 0; block < context.model().config().blocks(); block++) {
            if (weights.downName(block).equals(tensor)) {
                return block;
            }
        }
        return -1;
    }
}
