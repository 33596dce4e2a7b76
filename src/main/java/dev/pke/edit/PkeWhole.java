package dev.pke.edit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import dev.pke.model.Frozen;
import dev.pke.model.descent.Recoveries;
import dev.pke.model.descent.Swapped;
import dev.pke.model.descent.Term;
import dev.pke.model.setting.Hyperparameters;
import dev.pke.model.setting.Toggle;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Delta;
import dev.pke.model.weights.Neurons;
import dev.pke.model.weights.Patch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The deep versions that move neurons whole: what they are told and how they go down. */
public final class PkeWhole {
    private PkeWhole() {}

    /**
     * What the fifth can be told.
     *
     * @param reads whether what the neurons read moves, not only what they write
     * @param dropout standard deviation of what recoveries are multiplied by
     * @param atOnce ordinary answers that a step looks at
     */
    public record Fifth(
            double alpha,
            double gamma,
            int depth,
            double rate,
            int steps,
            double stop,
            double first,
            Toggle reads,
            double dropout,
            int atOnce,
            long seed)
            implements PkeDeepEditor.Told {
        /** Each key, what it may be and what it means. */
        public static final Hyperparameters<Fifth> KEYS =
                Hyperparameters.of(Fifth.class)
                        .all(PkeDeepEditor.Third.KEYS)
                        .without("cap")
                        .choice("reads", Toggle.class, "whether what neurons read moves too")
                        .number(
                                "dropout",
                                0.5,
                                PkeEditor.DROPOUT,
                                "how far recoveries are shaken, as a share; 0: not")
                        .number(
                                "at-once",
                                64,
                                PkeEditor.AT_ONCE,
                                "ordinary answers that a step looks at, in turn")
                        .seed("of the dropout");

        public Fifth {
            KEYS.check(alpha, gamma, depth, rate, steps, stop, first, reads, dropout, atOnce, seed);
            var _ =
                    new PkeDeepEditor.Hparams(
                            alpha, gamma, depth, rate, steps, 0, stop); // holds its checks
        }

        /** It is the sixth that swaps nothing. */
        @Override
        public Delta edit(PkeDeepEditor.Asked asked) {
            return new Sixth(
                            alpha,
                            gamma,
                            depth,
                            rate,
                            steps,
                            stop,
                            first,
                            reads,
                            dropout,
                            atOnce,
                            seed,
                            0,
                            1,
                            0,
                            Swapped.Unit.TOKEN,
                            Swapped.Frames.OWN,
                            Swapped.Answered.COPIED)
                    .edit(asked);
        }
    }

    /**
     * What the sixth can be told.
     *
     * @param swapped weight of the first word of recoveries whose copied words are swapped
     * @param swaps times that they are swapped, one a step, in turn
     * @param answers weight of all words of these
     * @param unit what of the copied words is swapped
     * @param frames what their questions stand in
     * @param answered where whole answers are trained so
     */
    public record Sixth(
            double alpha,
            double gamma,
            int depth,
            double rate,
            int steps,
            double stop,
            double first,
            Toggle reads,
            double dropout,
            int atOnce,
            long seed,
            double swapped,
            int swaps,
            double answers,
            Swapped.Unit unit,
            Swapped.Frames frames,
            Swapped.Answered answered)
            implements PkeDeepEditor.Told {
        /** Each key, what it may be and what it means. */
        public static final Hyperparameters<Sixth> KEYS =
                Hyperparameters.of(Sixth.class)
                        .all(Fifth.KEYS)
                        .number(
                                "swapped",
                                0.2,
                                PkeEditor.WEIGHT,
                                "weight of turning round where copied words are swapped")
                        .number(
                                "swaps",
                                120,
                                Descent.STEPS,
                                "times that these are swapped, one a step, in turn")
                        .number(
                                "answers",
                                0,
                                PkeEditor.WEIGHT,
                                "weight of the whole safe answers there")
                        .optional() // as those below, which records before them do not say
                        .choice(
                                "unit",
                                Swapped.Unit.class,
                                "what is swapped: the copied token, or the run it stands in")
                        .optional()
                        .choice(
                                "frames",
                                Swapped.Frames.class,
                                "what questions stand in there: their own words, or any")
                        .optional()
                        .choice(
                                "answered",
                                Swapped.Answered.class,
                                "where whole safe answers are trained: there, or anywhere")
                        .optional();

        public Sixth {
            KEYS.check(
                    alpha, gamma, depth, rate, steps, stop, first, reads, dropout, atOnce, seed,
                    swapped, swaps, answers, unit, frames, answered);
            var _ =
                    new PkeDeepEditor.Hparams(
                            alpha, gamma, depth, rate, steps, 0, stop); // holds its checks
        }

        @Override
        public Delta edit(PkeDeepEditor.Asked asked) {
            var model = asked.model();
            try (var _ = Scope.open();
                    Frozen frozen = Frozen.into(model, asked.lowest())) {
                var extent = reads == Toggle.ON ? Neurons.Extent.WHOLE : Neurons.Extent.WRITTEN;
                Neurons neurons = new Neurons(model.weights(), asked.regions(), extent);
                Course course = new Whole(neurons, neurons.leaves());
                return Descent.at(rate, model, course, terms(asked, frozen), asked.listener())
                        .run(steps, PkeEditor.low(stop), () -> {});
            }
        }

        private List<Term> terms(PkeDeepEditor.Asked asked, Frozen frozen) {
            var tokens = asked.tokens();
            BiFunction<String, Double, Term> empty =
                    (name, weight) -> Term.of(name, weight, asked.model(), frozen);
            List<Term> terms =
                    new Recoveries(alpha, first, tokens.safe(), tokens.begun(depth))
                            .terms((name, weight) ->
                                    empty.apply(name, weight).shaken(dropout, seed));
            if (gamma != 0) {
                Term kl = empty.apply("kl", gamma);
                tokens.portions(atOnce).forEach(portion -> kl.apart().kl(portion));
                terms.add(kl);
            }
            Swapped words = Swapped.of(tokens, depth, unit, frames);
            var rounds =
                    words.rounds(swaps).stream()
                            .limit(steps) // one a step: what lies below is computed for each
                            .toList();
            if (swapped != 0) {
                Term turn = empty.apply("swapped", swapped);
                rounds.forEach(round -> turn.apart().nll(Swapped.first(round)));
                terms.add(turn);
            }
            if (answers != 0) {
                Term whole = empty.apply("answers", answers);
                (answered == Swapped.Answered.ANYWHERE ? words.answered(rounds, swaps) : rounds)
                        .forEach(round -> whole.apart().nll(round));
                terms.add(whole);
            }
            return terms;
        }
    }

    /**
     * A course on which neurons move whole. The patch's leaves are the matrices they lie in. All
     * arrays belong to the scope they were made in.
     *
     * @param patch the matrices
     * @param moving the neurons' part of each
     */
    private record Whole(Neurons neurons, Patch patch, NDList moving) implements Course {
        /** From where they are. */
        Whole(Neurons neurons, Patch patch) {
            this(neurons, patch, neurons.of(patch.tensors()));
        }

        @Override
        public NDList pulled(NDList atLeaves) {
            Map<String, NDArray> gradients = new LinkedHashMap<>();
            for (String name : patch.tensors().keySet()) {
                gradients.put(name, atLeaves.get(gradients.size()));
            }
            return neurons.of(gradients);
        }

        @Override
        public void follow() {
            neurons.put(patch.tensors(), moving);
        }
    }
}
