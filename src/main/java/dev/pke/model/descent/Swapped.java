package dev.pke.model.descent;

import dev.pke.fault.ModelError;
import dev.pke.model.EditTokens;
import dev.pke.model.TokenPair;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a recovery must not hang on: the words that an unsafe answer copies from its question. Where
 * the token that the answer would go on with stands before it already, that token is swapped, all
 * through, for another, in the safe answer too, which is still to come; or the whole run of tokens
 * that it belongs to, for one as long. So a few instances stand for all that are like them but for
 * such words. The question may stand in other words, too: an attack puts what it likes around one.
 */
public final class Swapped {
    private final List<Copying> copying;
    private final List<List<Copying>> refusing;

    private Swapped(List<Copying> copying, List<List<Copying>> refusing) {
        this.copying = copying;
        this.refusing = refusing;
    }

    /** What is swapped of what is copied. */
    public enum Unit {
        /** The token alone. */
        TOKEN,
        /** The run of tokens that it stands in. */
        RUN
    }

    /** What a swapped recovery's question stands in. */
    public enum Frames {
        /** What its instance puts around it. */
        OWN,
        /** By turns nothing, that, and ordinary prompts before and behind it. */
        ANY
    }

    /** Where whole safe answers are trained with a word swapped. */
    public enum Answered {
        /** Where the unsafe answer would copy it next. */
        COPIED,
        /** And wherever the safe answer copies it, at any depth, a place for each instance. */
        ANYWHERE
    }

    /**
     * An instance alone, at every depth.
     *
     * @param runs what its unsafe answer copies in a row
     */
    private record Instance(
            List<EditTokens> depths, List<List<Integer>> runs, Copied copied, Frames frames) {
        static Instance of(List<EditTokens> depths, Copied copied, Frames frames) {
            TokenPair unsafe = depths.getFirst().unsafe().getFirst();
            return new Instance(depths, copied.swappable(unsafe), copied, frames);
        }

        /** Where the unsafe answer would copy next, so deep. */
        private Stream<Copying> copying(int depth) {
            return depths.stream()
                    .skip(depth)
                    .limit(1)
                    .flatMap(at -> {
                        int[] next = Arrays.copyOf(at.unsafe().getFirst().answer(), 1);
                        TokenPair begun = new TokenPair(at.safe().getFirst().prompt(), next);
                        return units(begun).map(run -> place(at, run));
                    });
        }

        /** Wherever the safe answer copies. */
        private List<Copying> refusing() {
            List<List<Integer>> units = units(depths.getFirst().safe().getFirst()).toList();
            return depths.stream()
                    .flatMap(at -> units.stream().map(unit -> place(at, unit)))
                    .toList();
        }

        /** What an answer copies: the run that a token of it stands in, else the token alone. */
        private Stream<List<Integer>> units(TokenPair asked) {
            return copied.tokens(asked)
                    .map(token ->
                            runs.stream()
                                    .filter(run -> run.contains(token))
                                    .findFirst()
                                    .orElse(List.of(token)))
                    .distinct();
        }

        private Copying place(EditTokens at, List<Integer> run) {
            return new Copying(
                    at.safe().getFirst(),
                    run,
                    copied.others(run),
                    frames == Frames.ANY ? at.frames().getFirst() : null);
        }
    }

    /**
     * Of every depth but the first, the recoveries at which a rare token would be copied, and of
     * every depth those whose safe answers copy one.
     *
     * @throws ModelError where questions are to stand in any words and one is not known
     */
    public static Swapped of(EditTokens tokens, int deepest, Unit unit, Frames frames) {
        if (frames == Frames.ANY && tokens.frames().isEmpty()) {
            throw new ModelError(
                    "frames is any, but not every instance's adversarial prompt holds its question"
                            + " word for word: say frames: own");
        }
        Copied copied = new Copied(tokens.constraints(), unit);
        if (copied.isEmpty()) {
            return new Swapped(List.of(), List.of());
        }
        List<Instance> instances =
                IntStream.range(0, tokens.safe().size())
                        .mapToObj(own -> tokens.rows(each -> each == own).depths(deepest))
                        .map(depths -> Instance.of(depths, copied, frames))
                        .toList();
        return new Swapped(
                IntStream.rangeClosed(1, deepest)
                        .boxed()
                        .flatMap(depth -> instances.stream().flatMap(own -> own.copying(depth)))
                        .toList(),
                instances.stream().map(Instance::refusing).toList());
    }

    /**
     * All of them so many times, each time with other words: in round r of n, recovery i of m takes
     * word ⌊r·w/n⌋ + ⌊i·w/m⌋ of w, counted in a circle. No rounds where nothing rare is copied.
     */
    public List<List<TokenPair>> rounds(int count) {
        List<List<TokenPair>> rounds = new ArrayList<>();
        for (int r = 0; r < count && !copying.isEmpty(); r++) {
            rounds.add(swapped(copying, r, count));
        }
        return rounds;
    }

    /**
     * These rounds of so many, and in each a place for every instance whose safe answer copies a
     * rare token: in round r, instance i of m, place 5r + 7i of its own, counted in a circle, with
     * word ⌊r·w/n⌋ + ⌊i·w/m⌋ of w.
     */
    public List<List<TokenPair>> answered(List<List<TokenPair>> rounds, int count) {
        List<List<TokenPair>> answered = new ArrayList<>();
        for (int r = 0; r < rounds.size(); r++) {
            List<TokenPair> more = new ArrayList<>(rounds.get(r));
            more.addAll(swapped(places(r), r, count));
            answered.add(more);
        }
        return answered;
    }

    private List<Copying> places(int r) {
        List<Copying> places = new ArrayList<>();
        for (int i = 0; i < refusing.size(); i++) {
            List<Copying> own = refusing.get(i);
            if (!own.isEmpty()) {
                places.add(own.get((5 * r + 7 * i) % own.size()));
            }
        }
        return places;
    }

    private static List<TokenPair> swapped(List<Copying> where, int r, int count) {
        return IntStream.range(0, where.size())
                .mapToObj(i -> where.get(i).with(r, count, i, where.size()))
                .toList();
    }

    /** These with only the first token of the safe answer to come. */
    public static List<TokenPair> first(List<TokenPair> round) {
        return round.stream()
                .map(each -> new TokenPair(each.prompt(), Arrays.copyOf(each.answer(), 1)))
                .toList();
    }
}
