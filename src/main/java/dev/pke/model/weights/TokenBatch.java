package dev.pke.model.weights;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Token sequences side by side, filled up to one length: ids, mask (1 where real) and labels, each
 * [batch][seq]. A label at t is predicted by the logits at t - 1; {@link #UNSCORED} is not scored.
 */
public final class TokenBatch {
    /** The label of a token no loss looks at. */
    public static final int UNSCORED = -100;

    private final int[][] ids;
    private final int[][] mask;
    private final int[][] labels;
    private final int[][] positions;

    private TokenBatch(int[][] ids, int[][] mask, int[][] labels, int[][] positions) {
        this.ids = ids;
        this.mask = mask;
        this.labels = labels;
        this.positions = positions;
    }

    /** Sequences filled up on the left, as generation wants them; nothing is scored. */
    public static TokenBatch left(List<int[]> sequences, int pad) {
        return of(sequences, Collections.nCopies(sequences.size(), Integer.MAX_VALUE), pad, -1);
    }

    /** Sequences filled up on the right; nothing is scored. */
    public static TokenBatch right(List<int[]> sequences, int pad) {
        return of(sequences, Collections.nCopies(sequences.size(), Integer.MAX_VALUE), pad, 1);
    }

    /** Prompts and answers joined, filled up on the right; every token of an answer is scored. */
    public static TokenBatch scored(List<int[]> prompts, List<int[]> answers, int pad) {
        if (prompts.size() != answers.size()) {
            throw new IllegalArgumentException(
                    prompts.size() + " prompts but " + answers.size() + " answers");
        }
        List<int[]> joined =
                IntStream.range(0, prompts.size())
                        .mapToObj(i -> join(prompts.get(i), answers.get(i)))
                        .toList();
        return of(joined, prompts.stream().map(p -> p.length).toList(), pad, 1);
    }

    /** Ids, mask and labels as given; positions count the real tokens. */
    public static TokenBatch of(int[][] ids, int[][] mask, int[][] labels) {
        return new TokenBatch(ids, mask, labels, counted(mask));
    }

    private static TokenBatch of(List<int[]> rows, List<Integer> scoredFrom, int pad, int side) {
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("a batch needs at least one sequence");
        }
        int width = rows.stream().mapToInt(r -> r.length).max().orElseThrow();
        int[][] ids = new int[rows.size()][width];
        int[][] mask = new int[rows.size()][width];
        int[][] labels = new int[rows.size()][width];
        for (int b = 0; b < rows.size(); b++) {
            int[] row = rows.get(b);
            int offset = side < 0 ? width - row.length : 0;
            Arrays.fill(ids[b], pad);
            Arrays.fill(labels[b], UNSCORED);
            for (int t = 0; t < row.length; t++) {
                ids[b][offset + t] = row[t];
                mask[b][offset + t] = 1;
                if (t >= scoredFrom.get(b)) {
                    labels[b][offset + t] = row[t];
                }
            }
        }
        return of(ids, mask, labels);
    }

    private static int[][] counted(int[][] mask) {
        int[][] positions = new int[mask.length][];
        for (int b = 0; b < mask.length; b++) {
            positions[b] = new int[mask[b].length];
            int seen = 0;
            for (int t = 0; t < mask[b].length; t++) {
                positions[b][t] = Math.max(0, seen + mask[b][t] - 1);
                seen += mask[b][t];
            }
        }
        return positions;
    }

    /** The same tokens at positions 0, 1, 2, ... padding included, as transformers' default. */
    public TokenBatch placed() {
        int[] row = new int[width()];
        Arrays.setAll(row, t -> t);
        int[][] rows = new int[size()][];
        Arrays.fill(rows, row);
        return new TokenBatch(ids, mask, labels, rows);
    }

    /** The number of sequences. */
    public int size() {
        return ids.length;
    }

    /** Tokens a sequence, padding included. */
    public int width() {
        return ids[0].length;
    }

    /** The number of real tokens. */
    public int tokens() {
        return Arrays.stream(mask).flatMapToInt(Arrays::stream).sum();
    }

    public int[][] ids() {
        return ids;
    }

    public int[][] mask() {
        return mask;
    }

    public int[][] labels() {
        return labels;
    }

    public int[][] positions() {
        return positions;
    }

    /** Whether some token is padding. */
    public boolean isPadded() {
        return tokens() != size() * width();
    }

    /** Whether padding only follows real tokens, so that no real token could see it. */
    public boolean isRightPadded() {
        return Arrays.stream(mask)
                .allMatch(
                        row -> IntStream.range(1, row.length).allMatch(t -> row[t] <= row[t - 1]));
    }

    /** Where the scored labels are predicted: flat positions b * width + t - 1, ascending. */
    public int[] predicting() {
        return Arrays.stream(scoredFlat()).map(f -> f - 1).toArray();
    }

    /** The scored labels, in the order of {@link #predicting}. */
    public int[] scoredLabels() {
        int width = width();
        return Arrays.stream(scoredFlat()).map(f -> labels[f / width][f % width]).toArray();
    }

    /** Flat positions b * width + t of every real token. */
    public int[] real() {
        return flat(mask, 0);
    }

    private int[] scoredFlat() {
        // A sequence's first token is predicted by nothing.
        int width = width();
        return Arrays.stream(flat(labels, UNSCORED)).filter(f -> f % width != 0).toArray();
    }

    private int[] flat(int[][] rows, int not) {
        int width = width();
        return IntStream.range(0, size() * width)
                .filter(f -> rows[f / width][f % width] != not)
                .toArray();
    }

    private static int[] join(int[] a, int[] b) {
        int[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
