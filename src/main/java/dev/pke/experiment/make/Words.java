package dev.pke.experiment.make;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The words of a text in any language that puts spaces between them. */
final class Words {
    private static final Pattern WORD =
            Pattern.compile("[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}'’-]*[\\p{L}\\p{M}\\p{N}])?");

    private Words() {}

    /** Each of them once, without capitals. */
    static Set<String> in(String text) {
        return WORD.matcher(text)
                .results()
                .map(word -> word.group().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    static int count(String text) {
        return (int) WORD.matcher(text).results().count();
    }

    /** The longest runs of words that {@code takes} takes, with one space between two. */
    static List<String> runs(String text, Predicate<String> takes) {
        List<String> runs = new ArrayList<>();
        int from = 0;
        int to = -2; // of no run that a word could follow
        for (MatchResult word : WORD.matcher(text).results().toList()) {
            if (!takes.test(word.group().toLowerCase(Locale.ROOT))) {
                continue;
            }
            boolean follows = word.start() == to + 1 && text.charAt(to) == ' ';
            from = follows ? from : word.start();
            to = word.end();
            if (follows) {
                runs.removeLast();
            }
            runs.add(text.substring(from, to));
        }
        return runs;
    }

    static boolean holds(String text, String run) {
        return whole(run).matcher(text).find();
    }

    /** A text with other words in a run's place. */
    static String swapped(String text, String run, String other) {
        return whole(run).matcher(text).replaceAll(Matcher.quoteReplacement(other));
    }

    /** These words and no part of others. */
    private static Pattern whole(String run) {
        return Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(run) + "(?![\\p{L}\\p{N}])");
    }
}
