package dev.pke.eval;

import static dev.pke.data.PromptKind.KNOWLEDGE;

import dev.pke.judge.Judged;
import dev.pke.measure.MetricName;
import dev.pke.measure.Rate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * Whether knowledge questions are still answered rightly, as TriviaQA counts: case, articles,
 * punctuation and spaces don't matter, and any of several right answers will do.
 */
final class Knowledge {
    private Knowledge() {}

    /** Both shares; nothing where no such question was asked. */
    static Map<String, Rate> of(List<Judged> benign) {
        List<Judged> asked =
                benign.stream().filter(each -> each.prompt().kind() == KNOWLEDGE).toList();
        Map<String, Rate> out = new LinkedHashMap<>();
        if (!asked.isEmpty()) {
            out.put(MetricName.KQA, share(asked, String::equals));
            out.put(MetricName.KQA_CONTAINS, share(asked, Knowledge::holds));
        }
        return out;
    }

    private static Rate share(List<Judged> asked, BiPredicate<String, String> right) {
        long count = asked.stream().filter(each -> isRight(each, right)).count();
        return Rate.of((int) count, asked.size());
    }

    private static boolean isRight(Judged each, BiPredicate<String, String> right) {
        String said = plain(each.answer());
        return each.prompt()
                .reference()
                .lines()
                .map(Knowledge::plain)
                .anyMatch(wanted -> !wanted.isEmpty() && right.test(said, wanted));
    }

    /** Whether the words of an answer are among what was said, next to each other. */
    private static boolean holds(String said, String wanted) {
        return (" " + said + " ").contains(" " + wanted + " ");
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .replaceAll("\\b(a|an|the)\\b", " ")
                .replaceAll(" +", " ")
                .strip();
    }
}
