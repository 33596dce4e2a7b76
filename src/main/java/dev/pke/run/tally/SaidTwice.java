package dev.pke.run.tally;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.event.Sha256;
import dev.pke.run.ReviewEvent.Replayed;
import dev.pke.run.RunEvent;
import dev.pke.run.RunEvent.BlockExamined;
import dev.pke.run.RunEvent.CheckpointSaved;
import dev.pke.run.RunEvent.DatasetPinned;
import dev.pke.run.RunEvent.LayerScored;
import dev.pke.run.RunEvent.ModelFingerprinted;
import dev.pke.run.RunEvent.NeuronDescribed;
import dev.pke.run.RunEvent.NeuronsChanged;
import dev.pke.run.RunEvent.NeuronsScored;
import dev.pke.run.RunEvent.PromptAnswered;
import dev.pke.run.RunEvent.RegionChosen;
import dev.pke.run.RunEvent.RunRegistered;
import dev.pke.run.RunEvent.RunResumed;
import dev.pke.run.word.Phase;
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
 * What a run says of one thing in two places and must say alike: a fold that takes its events one
 * by one and says where they contradict each other. What a resumption made void does not count.
 */
public final class SaidTwice {
    private @Nullable ModelFingerprinted model;
    private final Map<Phase, Map<String, Set<String>>> asked = new EnumMap<>(Phase.class);
    private long moved;

    /** Takes the run's next event; what of it contradicts those before or itself, a line each. */
    public List<String> next(RunEvent event) {
        List<String> faults = new ArrayList<>();
        switch (event) {
            case RunRegistered run -> {
                same("the plan's name", run.plan().get("name"), run.planName(), faults);
                same("the plan's method", run.plan().get("method"), run.method(), faults);
            }
            case ModelFingerprinted found -> {
                model = found;
                StringBuilder lines = new StringBuilder();
                new TreeMap<>(found.digests())
                        .forEach((name, each) ->
                                lines.append(name).append(' ').append(each).append('\n'));
                same("the digest over its tensors", sha(lines.toString()), found.digest(), faults);
            }
            case DatasetPinned set ->
                    same(
                            "the digest over its records",
                            sha(String.join("\n", set.recordDigests())),
                            set.digest(),
                            faults);
            case LayerScored at -> within(at.block(), List.of(), faults);
            case BlockExamined at -> within(at.block(), List.of(), faults);
            case NeuronDescribed at -> within(at.block(), List.of(at.neuron()), faults);
            case NeuronsScored scored ->
                    scored.top()
                            .forEach(each -> within(each.block(), List.of(each.neuron()), faults));
            case RegionChosen chosen -> region(chosen, faults);
            case NeuronsChanged changed -> {
                moved += changed.elements();
                within(changed.block(), changed.neurons(), faults);
            }
            case CheckpointSaved saved ->
                    same("what moved", moved, saved.parametersMoved(), faults);
            case PromptAnswered answer -> answered(answer, faults);
            case RunResumed resumed -> voided(resumed.fromStage());
            default -> {}
        }
        return faults;
    }

    /** What of a replay's verdict contradicts what it is said to rest on. */
    public static List<String> of(Replayed replay) {
        boolean passed = replay.verdict().isPass();
        if (passed && replay.divergence().isPresent()) {
            return List.of("it passed, and says where it diverged");
        }
        return passed && replay.compared() == 0
                ? List.of("it passed, and nothing was compared")
                : List.of();
    }

    private void region(RegionChosen chosen, List<String> faults) {
        within(chosen.block(), chosen.neurons(), faults);
        if (new HashSet<>(chosen.neurons()).size() < chosen.neurons().size()) {
            faults.add("a region has a neuron twice");
        }
    }

    private void answered(PromptAnswered answer, List<String> faults) {
        Map<String, Set<String>> kinds =
                asked.computeIfAbsent(answer.phase(), _ -> new HashMap<>());
        Set<String> prompts = kinds.computeIfAbsent(answer.kind(), _ -> new HashSet<>());
        if (!prompts.add(answer.promptId())) {
            faults.add(
                    "prompt %s of kind %s is answered twice"
                            .formatted(answer.promptId(), answer.kind()));
        }
    }

    private void voided(Stage from) {
        asked.keySet().removeIf(each -> each.stage().compareTo(from) >= 0);
        if (from.compareTo(Stage.EDIT) <= 0) {
            moved = 0;
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

    private static String sha(String text) {
        return Sha256.hex(text.getBytes(UTF_8));
    }
}
