package dev.pke.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import dev.pke.fault.ModelError;
import dev.pke.model.GenerationSettings.Overflow;
import dev.pke.model.folder.GenerationRules;
import dev.pke.model.folder.RuledLogits;
import dev.pke.model.torch.Scope;
import dev.pke.model.torch.Torch;
import dev.pke.model.weights.Frame;
import dev.pke.model.weights.Padding;
import dev.pke.model.weights.Patch;
import dev.pke.model.weights.TokenBatch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Answers to prompts, token by token: one batch side by side, left-padded, with a cache. Sequences
 * that ended leave the batch once half of it has, so that the rest goes on faster.
 */
final class Generation {
    private final Decoder decoder;
    private final GenerationRules rules;
    private final RuledLogits ruled;
    private final GenerationSettings settings;
    private final TokenSink sink;
    private final List<List<Integer>> answers = new ArrayList<>();
    private final Answer.Stop[] ended;
    private final Sampler sampler;
    private final List<Integer> numbers;
    private final List<List<Integer>> asked = new ArrayList<>();
    private int[] rows;

    /**
     * @param numbers what the caller calls each prompt: a draw depends on it alone
     */
    private Generation(
            Decoder decoder,
            GenerationRules rules,
            GenerationSettings settings,
            TokenSink sink,
            List<Integer> numbers) {
        int size = numbers.size();
        this.numbers = numbers;
        this.decoder = decoder;
        this.rules = rules;
        this.ruled = new RuledLogits(decoder.kernels, rules);
        this.settings = settings;
        this.sink = sink;
        this.ended = new Answer.Stop[size];
        Arrays.fill(ended, Answer.Stop.LENGTH);
        for (int i = 0; i < size; i++) {
            answers.add(new ArrayList<>());
        }
        this.rows = new int[size];
        Arrays.setAll(rows, i -> i);
        this.sampler = new Sampler(decoder.kernels, settings.sampling());
    }

    /** One answer a prompt, in the prompts' order, made in length-sorted batches. */
    static List<Answer> all(
            Decoder decoder,
            GenerationRules rules,
            GenerationSettings settings,
            TokenSink sink,
            List<int[]> prompts,
            int pad) {
        List<Integer> order =
                IntStream.range(0, prompts.size())
                        .boxed()
                        .sorted(Comparator.comparingInt(i -> -prompts.get(i).length))
                        .toList();
        Answer[] answers = new Answer[prompts.size()];
        for (int from = 0; from < order.size(); from += settings.batch()) {
            List<Integer> rows =
                    order.subList(from, Math.min(order.size(), from + settings.batch()));
            TokenSink named = (row, token) -> sink.token(rows.get(row), token);
            var generation = new Generation(decoder, rules, settings, named, rows);
            List<Answer> made = generation.run(rows.stream().map(prompts::get).toList(), pad);
            for (int i = 0; i < rows.size(); i++) {
                answers[rows.get(i)] = made.get(i);
            }
        }
        return List.of(answers);
    }

    /** One answer a prompt. */
    private List<Answer> run(List<int[]> prompts, int pad) {
        List<int[]> fitting = fitting(prompts);
        fitting.forEach(p -> asked.add(Arrays.stream(p).boxed().toList()));
        try (var _ = Scope.open()) {
            generate(TokenBatch.left(fitting, pad));
        }
        List<Answer> made = new ArrayList<>();
        for (int i = 0; i < prompts.size(); i++) {
            int cut = prompts.get(i).length - fitting.get(i).length;
            made.add(new Answer(answers.get(i), ended[i], cut));
        }
        return made;
    }

    /** Prompts with room for their answers. */
    private List<int[]> fitting(List<int[]> prompts) {
        int context = decoder.config.context();
        int room = context - settings.maxTokens();
        if (settings.overflow() == Overflow.GO_ON && decoder.config.hasEndlessPositions()) {
            return prompts;
        }
        if (room < 1) {
            throw new ModelError(
                    "%d new tokens leave no room for a prompt: the context is %d tokens"
                            .formatted(settings.maxTokens(), context));
        }
        int longest = prompts.stream().mapToInt(p -> p.length).max().orElse(0);
        if (settings.overflow() == Overflow.GO_ON && longest > room) {
            throw new ModelError(
                    ("a prompt of %d tokens and an answer of up to %d are more than the context of"
                                    + " %d, where this model's positions end: shorten either")
                            .formatted(longest, settings.maxTokens(), context));
        }
        return prompts.stream().map(p -> lastOf(p, room)).toList();
    }

    /** Cut from the left: what is asked stands at the end. */
    private static int[] lastOf(int[] prompt, int room) {
        return Arrays.copyOfRange(prompt, Math.max(0, prompt.length - room), prompt.length);
    }

    private void generate(TokenBatch batch) {
        var cache = new KvCache(decoder, batch.size(), batch.width() + 1);
        int[][] mask = batch.mask();
        int[] next = first(batch, cache);
        for (int step = 1; !accept(next) && step < settings.maxTokens(); step++) {
            mask = Arrays.stream(mask).map(Generation::grown).toArray(int[][]::new);
            boolean[] live = new boolean[rows.length];
            for (int i = 0; i < live.length; i++) {
                live[i] = ended[rows[i]] != Answer.Stop.END;
            }
            int left = count(live);
            if (left * 2 <= live.length) {
                int[] kept = kept(live, left);
                mask = Arrays.stream(kept).mapToObj(Arrays.asList(mask)::get).toArray(int[][]::new);
                next = Arrays.stream(kept).map(Arrays.stream(next).boxed().toList()::get).toArray();
                rows = Arrays.stream(kept).map(Arrays.stream(rows).boxed().toList()::get).toArray();
                cache.select(decoder, kept);
            }
            if (decoder.config.turnsAnew(cache.length())) {
                TokenBatch whole = whole(batch.width() + step);
                cache = new KvCache(decoder, rows.length, whole.width() + 1);
                next = first(whole, cache);
            } else {
                cache.reserve(decoder);
                next = step(next, mask, cache);
            }
        }
    }

    /** What is live so far, side by side, as wide as given. */
    private TokenBatch whole(int width) {
        int[][] ids = new int[rows.length][width];
        int[][] real = new int[rows.length][width];
        int[][] labels = new int[rows.length][width];
        for (int b = 0; b < rows.length; b++) {
            List<Integer> said = new ArrayList<>(asked.get(rows[b]));
            said.addAll(answers.get(rows[b]));
            Arrays.fill(labels[b], TokenBatch.UNSCORED);
            // One that ended and is still in the batch stands short; nobody reads it.
            for (int i = 0; i < Math.min(width, said.size()); i++) {
                ids[b][width - 1 - i] = said.get(said.size() - 1 - i);
                real[b][width - 1 - i] = 1;
            }
        }
        return TokenBatch.of(ids, real, labels);
    }

    /** The prompts themselves; the last position of each, where all end, predicts. */
    private int[] first(TokenBatch batch, KvCache cache) {
        try (var _ = Scope.open()) {
            Frame frame = decoder.frame(batch, Padding.UNSEEN);
            NDArray x = cache.extend(decoder, frame); // (batch, seq, hidden)
            int[] last = new int[batch.size()];
            Arrays.setAll(last, b -> (b + 1) * batch.width() - 1);
            return choose(x, last);
        }
    }

    private int[] step(int[] tokens, int[][] mask, KvCache cache) {
        try (var _ = Scope.open()) {
            int[] positions =
                    Arrays.stream(mask).mapToInt(m -> Arrays.stream(m).sum() - 1).toArray();
            int room = cache.room();
            int[][] keys = // (batch, room), 1 where a token is real
                    Arrays.stream(mask).map(m -> Arrays.copyOf(m, room)).toArray(int[][]::new);
            Frame frame =
                    Frame.next(
                            decoder.kernels,
                            decoder.config,
                            column(tokens),
                            column(positions),
                            Frame.array(decoder.kernels, keys),
                            cache.length(),
                            decoder.dtype);
            NDArray x = cache.extend(decoder, frame); // (batch, 1, hidden)
            int[] all = new int[tokens.length];
            Arrays.setAll(all, b -> b);
            return choose(x, all);
        }
    }

    /** The next token of every sequence, from x (batch, seq, hidden) at flat positions (batch). */
    private int[] choose(NDArray x, int... flat) {
        int[] named = Arrays.stream(rows).map(numbers::get).toArray();
        List<RuledLogits.Said> said =
                Arrays.stream(rows)
                        .mapToObj(row -> new RuledLogits.Said(asked.get(row), answers.get(row)))
                        .toList();
        return Torch.withoutGradient(() -> {
            NDArray last = decoder.pick(x, flat); // (batch, hidden)
            NDArray logits = decoder.logits(last, Patch.none()); // (batch, vocab) f32
            return sampler.choose(ruled.of(logits, said), named);
        });
    }

    /** Takes each sequence's token; true when all have ended. */
    private boolean accept(int... tokens) {
        boolean all = true;
        for (int i = 0; i < tokens.length; i++) {
            int row = rows[i];
            if (ended[row] != Answer.Stop.END) {
                if (rules.eos().contains(tokens[i])) {
                    ended[row] = Answer.Stop.END;
                } else {
                    answers.get(row).add(tokens[i]);
                    sink.token(row, tokens[i]);
                }
            }
            all &= ended[row] == Answer.Stop.END;
        }
        return all;
    }

    /** (batch, 1) int64. */
    private NDArray column(int... values) {
        long[] wide = Arrays.stream(values).asLongStream().toArray();
        return decoder.kernels.manager().create(wide, new Shape(wide.length, 1));
    }

    private static int[] grown(int... mask) {
        int[] longer = Arrays.copyOf(mask, mask.length + 1);
        longer[mask.length] = 1;
        return longer;
    }

    private static int count(boolean... live) {
        int n = 0;
        for (boolean l : live) {
            n += l ? 1 : 0;
        }
        return n;
    }

    private static int[] kept(boolean[] live, int count) {
        int[] kept = new int[count];
        int n = 0;
        for (int i = 0; i < live.length; i++) {
            if (live[i]) {
                kept[n++] = i;
            }
        }
        return kept;
    }
}
