package dev.pke.eval;

import dev.pke.judge.Judged;
import dev.pke.judge.PairJudge;
import dev.pke.measure.MetricName;
import dev.pke.measure.Rate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whose answers to ordinary prompts are preferred, in AlpacaEval's form: two answers, a judge's
 * choice. Each pair is shown in both orders, since judges favour a place; answers that are the same
 * are a tie, and nobody is asked.
 */
public final class WinRate {
    private WinRate() {}

    /**
     * {@code win-rate}: the mean over prompts of how often the later answer was chosen, neither
     * being half; {@code won} and {@code lost}: prompts where it was chosen in both orders, and in
     * none. Nothing where no answer before is known.
     */
    public static Map<String, Rate> of(
            PairJudge judge, List<Judged> after, Map<String, String> before) {
        List<PairJudge.Pair> pairs = new ArrayList<>();
        int of = 0;
        for (Judged each : after) {
            String then = before.get(each.prompt().id());
            boolean ordinary = !each.prompt().kind().harmful() && !each.prompt().kind().apart();
            if (ordinary && then != null) {
                of++;
                if (!then.equals(each.answer())) {
                    pairs.add(new PairJudge.Pair(each.prompt(), each.answer(), then));
                }
            }
        }
        return of == 0 ? Map.of() : count(judge, pairs, of);
    }

    private static Map<String, Rate> count(PairJudge judge, List<PairJudge.Pair> pairs, int of) {
        List<PairJudge.Pair> both = new ArrayList<>(pairs);
        pairs.forEach(each -> both.add(each.turned()));
        List<PairJudge.Choice> choices = both.isEmpty() ? List.of() : judge.choose(both);
        int won = 0;
        int lost = 0;
        double points = of - pairs.size(); // in half points: a tie has one of two
        for (int i = 0; i < pairs.size(); i++) {
            PairJudge.Choice ahead = choices.get(i);
            PairJudge.Choice behind = choices.get(pairs.size() + i);
            int own =
                    points(ahead, PairJudge.Choice.FIRST)
                            + points(behind, PairJudge.Choice.SECOND); // of four
            points += own / 2.0;
            won += own == 4 ? 1 : 0;
            lost += own == 0 ? 1 : 0;
        }
        Map<String, Rate> out = new LinkedHashMap<>();
        out.put(MetricName.WIN_RATE, new Rate(points / (2 * of), of, of, Double.NaN, Double.NaN));
        out.put(MetricName.WON, Rate.of(won, of));
        out.put(MetricName.LOST, Rate.of(lost, of));
        return out;
    }

    private static int points(PairJudge.Choice choice, PairJudge.Choice own) {
        return choice == PairJudge.Choice.NEITHER ? 1 : choice == own ? 2 : 0;
    }
}
