package dev.pke.model.descent;

import dev.pke.fault.ModelError;
import dev.pke.model.EditTokens;
import dev.pke.model.TokenPair;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * What a recovery must not hang on: the words that an unsafe answer copies from its question. Where
 * the token that the answer would go on with stands before it already, that token is swapped, all
 * through, for another, in the safe answer too, which is still to come. So a few instances stand
 * for all that are like them but for such a word. The question may stand in other words, too: an
 * attack puts what it likes around one.
 *
 * <p>Only rare tokens are swapped, and for rare ones: of the constraints' prompts, those that stand
 * in no more than a tenth of them or in one alone; what stands in more is grammar, or the template.
 */
public final class Swapped {
    private final List<Copying> copying;
    private final List<List<Copying>> refusing;
    private final List<Integer> words;

    private Swapped(List<Copying> copying, List<List<Copying>> refusing, List<Integer> words) {
        this.copying = copying;
        this.refusing = refusing;
        this.words = words;
    }

    /**
     * Where an answer would copy.
     *
     * @param recovery what was begun, with the safe answer to come
     * @param next the token that would be copied
     * @param frame the other words that its question stands in; null for its own alone
     */
    private record Copying(TokenPair recovery, int next, EditTokens.@Nullable Framing frame) {
        private TokenPair with(int word, int turn, int which) {
            int[] own = recovery.prompt();
            int[] asked = frame == null ? own : frame.asked(own, turn, which);
            return new TokenPair(swap(asked, word), swap(recovery.answer(), word));
        }

        private int[] swap(int[] tokens, int word) {
            return Arrays.stream(tokens).map(token -> token == next ? word : token).toArray();
        }
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
     * Of every depth but the first, the recoveries at which a rare token would be copied, and of
     * every depth those whose safe answers copy one.
     *
     * @throws ModelError where questions are to stand in any words and one is not known
     */
    public static Swapped of(EditTokens tokens, int deepest, Frames frames) {
        if (frames == Frames.ANY && tokens.frames().isEmpty()) {
            throw new ModelError(
                    "frames is any, but not every instance's adversarial prompt holds its question"
                            + " word for word: say frames: own");
        }
        Map<Integer, Integer> seen = new TreeMap<>(); // in how many prompts
        for (TokenPair each : tokens.constraints()) {
            Arrays.stream(each.prompt())
                    .distinct()
                    .forEach(token -> seen.merge(token, 1, Integer::sum));
        }
        int most = Math.max(1, tokens.constraints().size() / 10);
        IntPredicate rare = token -> seen.getOrDefault(token, 0) <= most;
        List<Copying> copying = new ArrayList<>();
        for (EditTokens depth : tokens.depths(deepest).stream().skip(1).toList()) {
            for (int row = 0; row < depth.safe().size(); row++) {
                TokenPair recovery = depth.safe().get(row);
                int next = depth.unsafe().get(row).answer()[0];
                if (rare.test(next) && stands(next, recovery.prompt())) {
                    copying.add(new Copying(recovery, next, framed(depth, row, frames)));
                }
            }
        }
        List<List<Copying>> refusing = new ArrayList<>();
        for (int row = 0; row < tokens.safe().size(); row++) {
            int own = row;
            List<Copying> places = new ArrayList<>();
            for (EditTokens depth : tokens.rows(each -> each == own).depths(deepest)) {
                TokenPair recovery = depth.safe().getFirst();
                Arrays.stream(recovery.answer())
                        .distinct()
                        .filter(rare)
                        .filter(token -> stands(token, tokens.safe().get(own).prompt()))
                        .forEach(token ->
                                places.add(new Copying(recovery, token, framed(depth, 0, frames))));
            }
            refusing.add(places);
        }
        List<Integer> words = seen.keySet().stream().filter(rare::test).toList();
        return new Swapped(copying, refusing, words);
    }

    private static boolean stands(int token, int... text) {
        return Arrays.stream(text).anyMatch(each -> each == token);
    }

    private static EditTokens.@Nullable Framing framed(EditTokens depth, int row, Frames frames) {
        return frames == Frames.ANY ? depth.frames().get(row) : null;
    }

    /**
     * All of them so many times, each time with other words: in round r of n, recovery i of m takes
     * word ⌊r·w/n⌋ + ⌊i·w/m⌋ of w, counted in a circle. No rounds where nothing rare is copied.
     */
    public List<List<TokenPair>> rounds(int count) {
        List<List<TokenPair>> rounds = new ArrayList<>();
        for (int r = 0; r < count && !words.isEmpty() && !copying.isEmpty(); r++) {
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

    private List<TokenPair> swapped(List<Copying> where, int r, int count) {
        List<TokenPair> round = new ArrayList<>();
        for (int i = 0; i < where.size(); i++) {
            int at = share(r, count) + share(i, where.size());
            int which = 37 * r + 11 * i; // other ordinary words each time
            round.add(where.get(i).with(words.get(at % words.size()), r + i, which));
        }
        return round;
    }

    /** These with only the first token of the safe answer to come. */
    public static List<TokenPair> first(List<TokenPair> round) {
        return round.stream()
                .map(each -> new TokenPair(each.prompt(), Arrays.copyOf(each.answer(), 1)))
                .toList();
    }

    private int share(long part, int of) {
        return (int) (part * words.size() / of);
    }
}
