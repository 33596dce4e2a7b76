package dev.pke.run.tally;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.event.Sha256;
import dev.pke.run.ReviewEvent.Replayed;
import dev.pke.run.RunEvent;
import dev.pke.run.RunEvent.BlockExamined;
import dev.pke.run.RunEvent.CheckpointSaved;
import dev.pke.run.RunEvent.DatasetPinned;
import dev.pke.run.RunEvent.EvaluationFinished;
import dev.pke.run.RunEvent.LayerScored;
import dev.pke.run.RunEvent.ModelFingerprinted;
import dev.pke.run.RunEvent.NeuronDescribed;
import dev.pke.run.RunEvent.NeuronsChanged;
import dev.pke.run.RunEvent.NeuronsScored;
import dev.pke.run.RunEvent.PromptAnswered;
import dev.pke.run.RunEvent.RegionChosen;
import dev.pke.run.RunEvent.RunRegistered;
import dev.pke.run.RunEvent.RunResumed;
import dev.pke.run.RunEvent.StageStarted;
import dev.pke.run.RunEvent.StepTaken;
import dev.pke.run.word.ScoredNeuron;
import dev.pke.run.word.Stage;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a run says of one thing in two places and must say alike, or may say once: a fold that takes
 * its events one by one and says where they contradict each other. What a resumption made void does
 * not count.
 */
public final class SaidTwice {
    private static final String FIGURES = ""; // no kind of prompt is blank

    private @Nullable ModelFingerprinted model;
    private final Map<Stage, Map<String, Set<String>>> said = new EnumMap<>(Stage.class);
    private final Map<String, String> deltas = new TreeMap<>(); // by tensor
    private long moved;
    private int taken;

    /** Takes the run's next event; what of it contradicts those before or itself, a line each. */
    public List<String> next(RunEvent event) {
        List<String> faults = new ArrayList<>();
        switch (event) {
            case RunRegistered run -> {
                same("the plan's name", run.plan().get("name"), run.planName(), faults);
                same("the plan's method", run.plan().get("method"), run.method(), faults);
            }
            case ModelFingerprinted found -> fingerprinted(found, faults);
            case DatasetPinned set ->
                    same(
                            "the digest over its records",
                            sha(String.join("\n", set.recordDigests())),
                            set.digest(),
                            faults);
            case LayerScored at -> block("a score", at.block(), at, faults);
            case BlockExamined at -> block("an examination", at.block(), at, faults);
            case NeuronDescribed at -> {
                within(at.block(), List.of(at.neuron()), faults);
                once(at, "words of neuron", at.block() + "/" + at.neuron(), faults);
            }
            case NeuronsScored scored -> scored(scored, faults);
            case RegionChosen chosen -> {
                block("a region", chosen.block(), chosen, faults);
                within(chosen.block(), chosen.neurons(), faults);
                distinct(chosen.neurons(), faults);
            }
            case StageStarted _ -> taken = 0;
            case StepTaken step -> {
                if (step.step() != ++taken) {
                    faults.add("step %d where %d comes next".formatted(step.step(), taken));
                }
            }
            case NeuronsChanged changed -> changed(changed, faults);
            case CheckpointSaved saved -> {
                once(saved, "a checkpoint", "", faults);
                same("what moved", moved, saved.parametersMoved(), faults);
            }
            case EvaluationFinished told -> once(told, FIGURES, told.judge(), faults);
            case PromptAnswered answer -> once(answer, answer.kind(), answer.promptId(), faults);
            case RunResumed resumed -> voided(resumed.fromStage());
            default -> {}
        }
        return faults;
    }

    /** What of a replay's verdict contradicts what it rests on; of so many events its run has. */
    public static List<String> of(Replayed replay, long events) {
        boolean passed = replay.verdict().isPass();
        if (passed && replay.divergence().isPresent()) {
            return List.of("it passed, and says where it diverged");
        }
        if (replay.compared() > events) {
            return List.of("it compared more events than the %d of its run".formatted(events));
        }
        return passed && replay.compared() == 0
                ? List.of("it passed, and nothing was compared")
                : List.of();
    }

    /** What of a checkpoint's manifest contradicts the run that saved it. */
    public List<String> manifest(CheckpointSaved saved, byte[] blob) {
        return SavedEdit.faults(saved, blob, model, deltas);
    }

    private void fingerprinted(ModelFingerprinted found, List<String> faults) {
        once(found, "a model", "", faults);
        model = found;
        same("the digest over its tensors", over(found.digests()), found.digest(), faults);
    }

    private void scored(NeuronsScored scored, List<String> faults) {
        once(scored, "scores of all neurons", "", faults);
        double best = scored.max();
        for (int i = 0; i < scored.top().size(); i++) {
            ScoredNeuron each = scored.top().get(i);
            within(each.block(), List.of(each.neuron()), faults);
            // NaN stands above all numbers, as where they were sorted
            int than = Double.compare(each.score(), best);
            if (than > 0 || (i == 0 && than != 0)) {
                faults.add("a score of %s behind one of %s".formatted(each.score(), best));
            }
            best = each.score();
        }
    }

    private void changed(NeuronsChanged changed, List<String> faults) {
        once(changed, "a change of", changed.tensor(), faults);
        moved += changed.elements();
        deltas.put(changed.tensor(), changed.delta());
        within(changed.block(), changed.neurons(), faults);
        distinct(changed.neurons(), faults);
    }

    private void block(String what, int block, Stage.Work event, List<String> faults) {
        within(block, List.of(), faults);
        once(event, what + " of block", String.valueOf(block), faults);
    }

    private static void distinct(List<Integer> neurons, List<String> faults) {
        if (new HashSet<>(neurons).size() < neurons.size()) {
            faults.add("a neuron is named twice");
        }
    }

    /** Things of a kind that a stage says once, each by a name of its own. */
    private void once(Stage.Work event, String kind, String name, List<String> faults) {
        Map<String, Set<String>> kinds = said.computeIfAbsent(event.stage(), _ -> new HashMap<>());
        if (!kinds.computeIfAbsent(kind, _ -> new HashSet<>()).add(name)) {
            faults.add((kind + " " + name + " is there twice").strip());
        }
    }

    private void voided(Stage from) {
        said.keySet().removeIf(each -> each.compareTo(from) >= 0);
        if (from.compareTo(Stage.EDIT) <= 0) {
            moved = 0;
            deltas.clear();
        }
    }

    /** That a block and neurons are the model's; a block of -1 is none. */
    private void within(int block, List<Integer> neurons, List<String> faults) {
        ModelFingerprinted of = model;
        if (of == null) {
            return;
        }
        if (block >= of.blocks()) {
            faults.add("block %d is none of %d".formatted(block, of.blocks()));
        }
        for (int each : neurons) {
            if (each >= of.neuronsPerBlock()) {
                faults.add("neuron %d is none of %d".formatted(each, of.neuronsPerBlock()));
            }
        }
    }

    private static void same(
            String what, @Nullable Object follows, Object said, List<String> faults) {
        if (follows != null && !follows.equals(said)) {
            faults.add("%s is said to be %s, and is %s".formatted(what, said, follows));
        }
    }

    /** The digest of a model by those of its tensors. */
    static String over(Map<String, String> tensors) {
        StringBuilder lines = new StringBuilder();
        new TreeMap<>(tensors)
                .forEach((name, each) -> lines.append(name).append(' ').append(each).append('\n'));
        return sha(lines.toString());
    }

    private static String sha(String text) {
        return Sha256.hex(text.getBytes(UTF_8));
    }
}
