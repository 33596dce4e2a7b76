package dev.pke.run;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.pke.run.word.Check;
import dev.pke.run.word.Code;
import dev.pke.run.word.Machine;
import dev.pke.run.word.Metric;
import dev.pke.run.word.Phase;
import dev.pke.run.word.ScoredNeuron;
import dev.pke.run.word.Spoken;
import dev.pke.run.word.Stage;
import dev.pke.run.word.Streams;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One thing a run did, in the past tense. Its place is the stream {@code run/{id}}; its wire name
 * and form are {@link RunEventCodec}'s.
 */
public sealed interface RunEvent extends Fact {
    /**
     * The run exists: the whole plan as a JSON object, what it is called, and where it runs. {@code
     * method} is what people read ("pke"); 64-bit seeds are decimal strings by name.
     */
    record RunRegistered(
            String run,
            Map<String, @Nullable Object> plan,
            String planName,
            String method,
            String model,
            Map<String, String> seeds,
            Code code,
            Machine machine)
            implements RunEvent, Milestone {
        public RunRegistered {
            Streams.checkRun(run);
            Check.text("planName", planName);
            Check.text("method", method);
            Check.text("model", model);
            plan = Collections.unmodifiableMap(new LinkedHashMap<>(plan));
            seeds = Map.copyOf(seeds);
        }
    }

    /**
     * The model as found, before anything: its shape, and a SHA-256 per tensor; {@code digest} is
     * over all of them, {@code compute} what it was computed with where that is not {@code dtype}.
     */
    record ModelFingerprinted(
            String name,
            String folder,
            String architecture,
            long parameters,
            int blocks,
            int neuronsPerBlock,
            int hidden,
            String dtype,
            Map<String, String> digests,
            String digest,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String compute)
            implements RunEvent, Stage.Fingerprinting, Milestone {
        public ModelFingerprinted {
            Check.text("name", name);
            Check.text("architecture", architecture);
            Check.text("dtype", dtype);
            if (!compute.isEmpty()) {
                Check.text("compute", compute);
            }
            Check.atLeast("parameters", 1, parameters);
            Check.atLeast("blocks", 1, blocks);
            Check.atLeast("neuronsPerBlock", 1, neuronsPerBlock);
            Check.atLeast("hidden", 1, hidden);
            Check.sha256("digest", digest);
            digests.forEach(Check::sha256);
            digests = Map.copyOf(digests);
        }
    }

    /**
     * The records a run uses, so that none can be swapped later: a SHA-256 each, in order, and one
     * over all. {@code contaminated} says in words where they overlap what they must not, and is
     * left out where they don't.
     */
    record DatasetPinned(
            String name,
            String split,
            int records,
            String digest,
            List<String> recordDigests,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String contaminated)
            implements RunEvent, Stage.Fingerprinting {
        /** Records that overlap nothing they must not. */
        public DatasetPinned(
                String name, String split, int records, String digest, List<String> recordDigests) {
            this(name, split, records, digest, recordDigests, "");
        }

        public DatasetPinned {
            Check.text("name", name);
            Check.text("split", split);
            Check.sha256("digest", digest);
            recordDigests.forEach(each -> Check.sha256("record digest", each));
            recordDigests = List.copyOf(recordDigests);
            Check.asMany(records, "records", recordDigests.size(), "digests");
        }
    }

    /** A stage began. */
    record StageStarted(Stage stage) implements RunEvent, Milestone {}

    /** A stage ended well; a run can resume behind it. {@code measured} holds its seconds. */
    record StageFinished(Stage stage, Map<String, Double> measured) implements RunEvent, Milestone {
        public StageFinished {
            measured = Check.measured(measured);
        }
    }

    /**
     * The model answered one prompt. {@code kind} says what the prompt tries (attack,
     * only-question, other-attack, other-question, other-both, benign, benign-attacked, fact, ...),
     * {@code tokens} is the answer's length and {@code verdicts} holds each judge's word by its
     * name. {@code begun} is the beginning that the model was given for its answer, which is then
     * what follows. {@code cluster} is the id of the first record that asks the same question,
     * where that is another than the prompt's own. The record leaves both out where they are empty.
     * {@code texts} is the SHA-256 of the blob that holds prompt, beginning and answer where these
     * may be erased one day: they are then nowhere in the event.
     */
    record PromptAnswered(
            Stage stage,
            Phase phase,
            String kind,
            String category,
            String promptId,
            String prompt,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String begun,
            String answer,
            int tokens,
            Map<String, String> verdicts,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String cluster,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String texts)
            implements RunEvent, Stage.Work {
        /** An answer to a question that no other record asks, with its texts. */
        public PromptAnswered(
                Stage stage,
                Phase phase,
                String kind,
                String category,
                String promptId,
                String prompt,
                String begun,
                String answer,
                int tokens,
                Map<String, String> verdicts) {
            this(
                    stage, phase, kind, category, promptId, prompt, begun, answer, tokens, verdicts,
                    "", "");
        }

        public PromptAnswered {
            Check.text("kind", kind);
            Check.text("promptId", promptId);
            Check.atLeast("tokens", 0, tokens);
            if (phase.stage() != stage) {
                throw new IllegalArgumentException(
                        "phase " + phase.wire() + " answered in stage " + stage.wire());
            }
            verdicts = Map.copyOf(verdicts);
            if (!texts.isEmpty()) {
                Check.sha256("texts", texts);
                if (!(prompt + begun + answer).isEmpty()) {
                    throw new IllegalArgumentException("texts lie apart, and are in the event too");
                }
            }
        }
    }

    /**
     * A model elsewhere was asked and replied: the address, what the model is called there, the
     * SHA-256 of address and request, and the reply's whole body. A replay never asks again.
     */
    record RemoteAnswered(
            Stage stage, Phase phase, String endpoint, String model, String request, String reply)
            implements RunEvent, Stage.Work {
        public RemoteAnswered {
            Check.text("endpoint", endpoint);
            Check.text("model", model);
            Check.sha256("request", request);
            Check.text("reply", reply);
            if (phase.stage() != stage) {
                throw new IllegalArgumentException(
                        "phase " + phase.wire() + " asked elsewhere in stage " + stage.wire());
            }
        }
    }

    /**
     * All figures of one evaluation by one judge. {@code metrics} by name (asr, dg, over-refusal,
     * ...), {@code byCategory} the same by category; {@code measured} holds seconds and speeds.
     */
    record EvaluationFinished(
            Phase phase,
            String judge,
            Map<String, Metric> metrics,
            Map<String, Map<String, Metric>> byCategory,
            Map<String, Double> measured)
            implements RunEvent, Stage.Work, Milestone {
        public EvaluationFinished {
            Check.text("judge", judge);
            metrics = Map.copyOf(metrics);
            byCategory = Check.copied(byCategory);
            measured = Check.measured(measured);
        }

        @Override
        public Stage stage() {
            return phase.stage();
        }
    }

    /**
     * One block's scores by name: {@code share} of the path, {@code distance} of the states, ...
     */
    record LayerScored(int block, Map<String, Double> scores) implements RunEvent, Stage.Locating {
        public LayerScored {
            Check.atLeast("block", 0, block);
            scores = Map.copyOf(scores);
        }
    }

    /**
     * Every neuron has a score. {@code table} is the SHA-256 of a safetensors blob with the named
     * f32 arrays {@code names}, each (blocks, neurons per block); {@code top} are the best, best
     * first.
     */
    record NeuronsScored(
            String table,
            List<String> names,
            int blocks,
            int neuronsPerBlock,
            double max,
            double mean,
            List<ScoredNeuron> top)
            implements RunEvent, Stage.Locating {
        public NeuronsScored {
            Check.sha256("table", table);
            Check.atLeast("blocks", 1, blocks);
            Check.atLeast("neuronsPerBlock", 1, neuronsPerBlock);
            names = List.copyOf(names);
            top = List.copyOf(top);
        }
    }

    /**
     * The neurons of one block that the edit may move; {@code threshold} is the least score kept.
     */
    record RegionChosen(int block, List<Integer> neurons, double threshold)
            implements RunEvent, Stage.Locating, Milestone {
        public RegionChosen {
            Check.atLeast("block", 0, block);
            neurons.forEach(each -> Check.atLeast("neuron", 0, each));
            neurons = List.copyOf(neurons);
            if (neurons.isEmpty()) {
                throw new IllegalArgumentException("region of block " + block + " has no neurons");
            }
        }
    }

    /** One optimiser step, from 1: every loss term by name, and the gradient's norm. */
    record StepTaken(
            int step, Map<String, Double> losses, double gradientNorm, Map<String, Double> measured)
            implements RunEvent, Stage.Editing {
        public StepTaken {
            Check.atLeast("step", 1, step);
            Check.distance("gradientNorm", gradientNorm);
            losses = Map.copyOf(losses);
            measured = Check.measured(measured);
        }
    }

    /**
     * A method that learns to edit has learned it, in the steps before. {@code network} is the
     * SHA-256 of a safetensors blob with the named f32 arrays {@code names}; {@code lessons} is how
     * many records it had to learn from.
     */
    record EditLearned(String network, List<String> names, int lessons)
            implements RunEvent, Stage.Editing {
        public EditLearned {
            Check.sha256("network", network);
            Check.atLeast("lessons", 1, lessons);
            names.forEach(each -> Check.text("name", each));
            names = List.copyOf(names);
        }
    }

    /**
     * One tensor is not what it was: the neurons whose columns moved (none where the tensor has no
     * neurons), how many elements, the difference's norms and its norm relative to the old
     * tensor's. {@code block} is -1 for a tensor outside the blocks; {@code delta} is the SHA-256
     * of the element-exact delta's blob.
     */
    record NeuronsChanged(
            String tensor,
            int block,
            List<Integer> neurons,
            long elements,
            double l2,
            double linf,
            double relative,
            String delta)
            implements RunEvent, Stage.Editing {
        public NeuronsChanged {
            Check.text("tensor", tensor);
            Check.atLeast("block", -1, block);
            Check.atLeast("elements", 0, elements);
            Check.sha256("delta", delta);
            Check.distance("l2", l2);
            Check.distance("linf", linf);
            Check.distance("relative", relative);
            neurons.forEach(each -> Check.atLeast("neuron", 0, each));
            neurons = List.copyOf(neurons);
        }
    }

    /**
     * What a neuron that moved says with its column, before and after; {@code moved} is how far the
     * column went as a share of itself. Of many neurons those that moved farthest are described.
     */
    record NeuronDescribed(int block, int neuron, double moved, Spoken before, Spoken after)
            implements RunEvent, Stage.Editing {
        public NeuronDescribed {
            Check.atLeast("block", 0, block);
            Check.atLeast("neuron", 0, neuron);
            Check.distance("moved", moved);
        }
    }

    /**
     * What an edit did to one block: figures by name, those that say so before and after ({@code
     * probe} and {@code toxicity} of a linear probe, {@code shift} of the stream, ...).
     */
    record BlockExamined(int block, Map<String, Double> figures)
            implements RunEvent, Stage.Editing {
        public BlockExamined {
            Check.atLeast("block", 0, block);
            figures = Map.copyOf(figures);
        }
    }

    /**
     * The edited model, as base and deltas: {@code manifest} is the SHA-256 of the blob that lists
     * them, {@code digest} is the whole edited model's.
     */
    record CheckpointSaved(String manifest, String digest, long parametersMoved)
            implements RunEvent, Stage.Keeping, Milestone {
        public CheckpointSaved {
            Check.sha256("manifest", manifest);
            Check.sha256("digest", digest);
            Check.atLeast("parametersMoved", 0, parametersMoved);
        }
    }

    /** The run did all its stages. {@code measured} holds its seconds. */
    record RunFinished(Map<String, Double> measured) implements RunEvent, Milestone {
        public RunFinished {
            measured = Check.measured(measured);
        }
    }

    /** The run stopped on an error, in one line; it may be resumed. */
    record RunFailed(String error) implements RunEvent, Milestone {
        public RunFailed {
            Check.text("error", error);
        }
    }

    /** Someone stopped the run; it may be resumed. */
    record RunCancelled(String reason) implements RunEvent, Milestone {
        public RunCancelled {
            Check.text("reason", reason);
        }
    }

    /**
     * A run that was cut off goes on, from the start of {@code fromStage}: what it did of that
     * stage before is void. The code and machine may differ from those it was registered with.
     */
    record RunResumed(Stage fromStage, Code code, Machine machine) implements RunEvent, Milestone {}
}
