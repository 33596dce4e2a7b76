package dev.pke.experiment;

import dev.pke.locate.LayerScore;
import dev.pke.locate.Location;
import dev.pke.model.architecture.ModelConfig;
import dev.pke.model.weights.Region;
import dev.pke.run.RunEvent;
import dev.pke.run.ScoreTable;
import dev.pke.run.word.ScoredNeuron;
import dev.pke.run.word.Stage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds the neurons to move and records every score, not only the winners'. */
final class LocateStage implements StageWork {
    private static final int TOP = 32;

    private final RunContext context;
    private final List<Region> recalled = new ArrayList<>();

    LocateStage(RunContext context) {
        this.context = context;
    }

    @Override
    public Stage stage() {
        return Stage.LOCATE;
    }

    @Override
    public void work(RunLog log) {
        Location found = find(context, 0);
        context.location(found);
        Map<Integer, Map<String, Double>> blocks = new TreeMap<>();
        for (LayerScore each : found.layers()) {
            blocks.computeIfAbsent(each.block(), block -> new TreeMap<>())
                    .put(each.quantity(), each.value());
        }
        List<RunEvent> events = new ArrayList<>();
        blocks.forEach((block, scores) -> events.add(new RunEvent.LayerScored(block, scores)));
        if (!found.tables().isEmpty()) {
            events.add(scored(found.tables()));
        }
        for (Region each : found.regions()) {
            events.add(new RunEvent.RegionChosen(each.block(), each.neurons(), found.threshold()));
        }
        log.record(events);
    }

    /** Where the harm of a turn's instances sits in the model as it stands. */
    static Location find(RunContext context, int turn) {
        return context.edit()
                .locator()
                .locate(
                        context.model(),
                        context.task(turn),
                        (what, done, of) -> {
                            context.pause();
                            context.listener.progress(Stage.LOCATE, what, done, of);
                        });
    }

    @Override
    public void recall(RunEvent event) {
        if (event instanceof RunEvent.RegionChosen chosen) {
            recalled.add(new Region(chosen.block(), chosen.neurons()));
            context.location(new Location(recalled, Map.of(), List.of(), chosen.threshold()));
        }
    }

    private RunEvent.NeuronsScored scored(Map<String, float[][]> tables) {
        ModelConfig config = context.model().config();
        String digest = context.blobs.put(ScoreTable.encode(tables));
        double max = Double.NaN;
        double mean = Double.NaN;
        List<ScoredNeuron> top = List.of();
        float[][] scores = tables.get("score");
        if (scores != null) {
            List<ScoredNeuron> all = new ArrayList<>();
            for (int block = 0; block < scores.length; block++) {
                for (int i = 0; i < scores[block].length; i++) {
                    all.add(new ScoredNeuron(block, i, scores[block][i]));
                }
            }
            all.sort(Comparator.comparingDouble(ScoredNeuron::score).reversed());
            top = all.subList(0, Math.min(TOP, all.size()));
            max = top.getFirst().score();
            mean = all.stream().mapToDouble(ScoredNeuron::score).sum() / all.size();
        }
        return new RunEvent.NeuronsScored(
                digest,
                tables.keySet().stream().sorted().toList(),
                config.blocks(),
                config.intermediate(),
                max,
                mean,
                top);
    }
}
