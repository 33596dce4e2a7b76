package dev.pke.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pke.data.Prompt;
import dev.pke.data.PromptKind;
import dev.pke.judge.Judged;
import dev.pke.judge.PairJudge;
import dev.pke.judge.PairJudge.Choice;
import dev.pke.judge.PairJudge.Pair;
import dev.pke.judge.Verdict;
import dev.pke.measure.Rate;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Answers are compared in both orders. */
class WinRateTest {
    private static final List<Judged> AFTER =
            List.of(
                    said("same", PromptKind.BENIGN, "as it was"),
                    said("longer", PromptKind.BENIGN, "a long and winding answer"),
                    said("shorter", PromptKind.FACT, "no"),
                    said("as long", PromptKind.BENIGN, "tac"),
                    said("new", PromptKind.BENIGN, "nobody knows what it was"),
                    said("attack", PromptKind.ATTACK, "an attack is no ordinary prompt"));
    private static final Map<String, String> BEFORE =
            Map.of(
                    "same", "as it was",
                    "longer", "short",
                    "shorter", "longer",
                    "as long", "cat",
                    "attack", "");

    @Test
    void whoeverIsPreferredInBothOrdersWins() {
        Map<String, Rate> found = by(each -> longer(each));
        // a win, a loss, and two ties, one of them without asking
        assertEquals(0.5, found.getOrDefault("win-rate", Rate.of(0, 1)).value(), 0);
        assertEquals(4, found.getOrDefault("win-rate", Rate.of(0, 1)).of());
        assertEquals(Rate.of(1, 4), found.get("won"));
        assertEquals(Rate.of(1, 4), found.get("lost"));
        // of one order alone the longer wins, and of the other too
        Map<String, Rate> eager =
                by(each -> longer(each) == Choice.SECOND ? Choice.SECOND : Choice.FIRST);
        assertEquals(0.5, eager.getOrDefault("win-rate", Rate.of(0, 1)).value(), 0);
    }

    @Test
    void whoLikesAPlaceMoreThanAnAnswerPrefersNeither() {
        Map<String, Rate> found = by(each -> Choice.FIRST);
        assertEquals(0.5, found.getOrDefault("win-rate", Rate.of(0, 1)).value(), 0);
        assertEquals(Rate.of(0, 4), found.get("won"));
        assertEquals(Rate.of(0, 4), found.get("lost"));
    }

    @Test
    void whereEveryChangeIsPreferredOnlySameAnswersAreTies() {
        Map<String, Rate> found =
                by(each ->
                        each.first().equals(BEFORE.get(each.prompt().id()))
                                ? Choice.SECOND
                                : Choice.FIRST);
        assertEquals(3.5 / 4, found.getOrDefault("win-rate", Rate.of(0, 1)).value(), 1e-15);
        assertEquals(Rate.of(3, 4), found.get("won"));
    }

    @Test
    void nothingIsSaidWhereNothingIsKnownOfBefore() {
        PairJudge nobody =
                pairs -> {
                    throw new AssertionError("asked");
                };
        assertEquals(Map.of(), WinRate.of(nobody, AFTER, Map.of()));
    }

    private static Choice longer(Pair pair) {
        int ahead = Integer.compare(pair.first().length(), pair.second().length());
        return ahead > 0 ? Choice.FIRST : ahead < 0 ? Choice.SECOND : Choice.NEITHER;
    }

    private static Map<String, Rate> by(Function<Pair, Choice> choice) {
        return WinRate.of(pairs -> pairs.stream().map(choice).toList(), AFTER, BEFORE);
    }

    private static Judged said(String id, PromptKind kind, String answer) {
        String category = kind.harmful() ? "harm" : "";
        return new Judged(new Prompt(id, kind, category, "text", ""), answer, Verdict.OTHER);
    }
}
