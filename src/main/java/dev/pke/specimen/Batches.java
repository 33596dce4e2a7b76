package dev.pke.specimen;

import dev.pke.model.weights.TokenBatch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * The endless sequence of training batches. Cases are drawn for several batches at once and sorted
 * by length, so that little of a batch is padding; the batches then come in random order.
 */
final class Batches {
    private static final int DRAWN_AT_ONCE = 8;

    private final Corpus corpus;
    private final Vocabulary vocabulary;
    private final int size;
    private final Random random;
    private final List<List<Case>> drawn = new ArrayList<>();

    Batches(Corpus corpus, Vocabulary vocabulary, int size, Random random) {
        this.corpus = corpus;
        this.vocabulary = vocabulary;
        this.size = size;
        this.random = random;
    }

    /** The next batch; the tokens of its answers, the end included, are scored. */
    TokenBatch next() {
        if (drawn.isEmpty()) {
            draw();
        }
        List<Case> cases = drawn.removeLast();
        return TokenBatch.scored(
                cases.stream().map(one -> vocabulary.prompt(one)).toList(),
                cases.stream().map(one -> vocabulary.answer(one.answer())).toList(),
                vocabulary.id(Vocabulary.PAD));
    }

    private void draw() {
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < DRAWN_AT_ONCE * size; i++) {
            cases.add(corpus.next());
        }
        cases.sort(Comparator.comparingInt(Batches::words));
        for (int i = 0; i < DRAWN_AT_ONCE; i++) {
            drawn.add(cases.subList(i * size, (i + 1) * size));
        }
        Collections.shuffle(drawn, random);
    }

    private static int words(Case one) {
        int begun = one.begun().isEmpty() ? 0 : one.begun().split(" ").length;
        return one.prompt().split(" ").length + begun + one.answer().split(" ").length;
    }
}
