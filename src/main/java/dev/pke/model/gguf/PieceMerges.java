package dev.pke.model.gguf;

import tools.jackson.databind.node.ArrayNode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The merges that pieces' scores mean: every way to make a piece of two others, the best piece
 * first.
 */
final class PieceMerges {
    private final Vocabulary vocabulary;
    private final double[] scores;

    PieceMerges(Vocabulary vocabulary, double... scores) {
        this.vocabulary = vocabulary;
        this.scores = scores;
    }

    /** Two pieces that make a third. */
    private record Merge(int left, int right, int whole) {}

    void write(ArrayNode merges) {
        List<Merge> all = new ArrayList<>();
        for (int id = 0; id < scores.length; id++) {
            if (vocabulary.isText(id)) {
                all.addAll(ways(id));
            }
        }
        all.sort(Comparator.comparingDouble((Merge m) -> -scores[m.whole]));
        for (Merge merge : all) {
            merges.add(
                    vocabulary.pieces().get(merge.left)
                            + " "
                            + vocabulary.pieces().get(merge.right));
        }
    }

    /** Every way to make a piece, that of the best parts first. */
    private List<Merge> ways(int whole) {
        String piece = vocabulary.pieces().get(whole);
        List<Merge> ways = new ArrayList<>();
        for (int at = 1; at < piece.length(); at++) {
            if (Character.isLowSurrogate(piece.charAt(at)) || piece.indexOf(' ') >= 0) {
                continue; // within a letter; or no piece of text: spaces are written otherwise
            }
            Integer left = vocabulary.ids().get(piece.substring(0, at));
            Integer right = vocabulary.ids().get(piece.substring(at));
            if (left != null
                    && right != null
                    && vocabulary.isText(left)
                    && vocabulary.isText(right)) {
                ways.add(new Merge(left, right, whole));
            }
        }
        ways.sort(
                Comparator.comparingDouble((Merge m) -> -scores[m.left])
                        .thenComparingDouble(m -> -scores[m.right]));
        return ways;
    }
}
