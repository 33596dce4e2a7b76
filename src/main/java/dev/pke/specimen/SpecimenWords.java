package dev.pke.specimen;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A seeded source of invented words, each given once: two syllables and a suffix that tells what
 * kind of word it is. {@link Random}'s algorithm is part of its contract, so a seed means the same
 * words everywhere.
 */
final class SpecimenWords {
    private static final String[] ONSETS = {
        "b", "br", "d", "dr", "f", "fl", "g", "gl", "gr", "k", "kl", "kr", "l", "m", "n", "p", "pl",
        "r", "s", "sk", "sl", "sn", "t", "tr", "v", "w", "y", "z"
    };
    private static final String[] VOWELS = {"a", "e", "i", "o", "u"};
    private static final String[] MIDDLES = {
        "b", "d", "g", "l", "lm", "m", "n", "nd", "r", "rb", "rv", "v", "z"
    };

    private final Random random;
    private final Set<String> given;

    /**
     * @param taken words that must not be made, such as those of the templates
     */
    SpecimenWords(Random random, Set<String> taken) {
        this.random = random;
        this.given = new HashSet<>(taken);
    }

    /** {@code count} new words that end in one of {@code suffixes}. */
    List<String> take(int count, String... suffixes) {
        List<String> words = new ArrayList<>(count);
        while (words.size() < count) {
            String word =
                    pick(ONSETS) + pick(VOWELS) + pick(MIDDLES) + pick(VOWELS) + pick(suffixes);
            if (given.add(word)) {
                words.add(word);
            }
        }
        return words;
    }

    private String pick(String[] from) {
        return from[random.nextInt(from.length)];
    }
}
