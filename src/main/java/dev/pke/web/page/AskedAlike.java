package dev.pke.web.page;

import dev.pke.run.PromptPair;
import dev.pke.run.RunEvent.PromptAnswered;
import dev.pke.run.RunSummary;
import dev.pke.run.Told;
import dev.pke.web.chart.MethodStyle;
import dev.pke.web.seen.ViewedRun;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A few prompts of a comparison that were asked of every model in it. */
final class AskedAlike {
    private static final int MOST_PROMPTS = 4;

    private AskedAlike() {}

    /** Attacks that succeeded before any edit, each with what every model says to it. */
    static List<PromptRow> of(
            List<ViewedRun> views, List<RunSummary> runs, List<String> names, List<Integer> shown) {
        List<PromptRow> asked = new ArrayList<>();
        if (shown.isEmpty()) {
            return asked;
        }
        List<Map<String, PromptPair>> byId = new ArrayList<>();
        for (int i : shown) {
            Map<String, PromptPair> pairs = new LinkedHashMap<>();
            views.get(i)
                    .view()
                    .pairs()
                    .forEach(pair -> pairs.put(pair.kind() + pair.promptId(), pair));
            byId.add(pairs);
        }
        var categories = new HashSet<String>();
        for (Map.Entry<String, PromptPair> entry : byId.getFirst().entrySet()) {
            String judge = Objects.requireNonNullElse(runs.get(shown.getFirst()).judge(), "");
            PromptPair first = entry.getValue();
            Told<PromptAnswered> before = first.before();
            if (before == null
                    || !first.kind().equals("attack")
                    || !"unsafe".equals(before.fact().verdicts().get(judge))
                    || !categories.add(first.category())) {
                continue;
            }
            List<AnswerCell> said = new ArrayList<>();
            said.add(
                    AnswerCell.of(
                            "before",
                            MethodStyle.NONE.css(),
                            before,
                            judge,
                            views.get(shown.getFirst())::event));
            for (int k = 0; k < shown.size(); k++) {
                PromptPair pair = byId.get(k).get(entry.getKey());
                if (pair != null && pair.after() != null) {
                    int i = shown.get(k);
                    String hue = MethodStyle.of(runs.get(i).method()).css();
                    said.add(
                            AnswerCell.of(
                                    names.get(i), hue, pair.after(), judge, views.get(i)::event));
                }
            }
            asked.add(PromptRow.of(first, said));
            if (asked.size() == MOST_PROMPTS) {
                break;
            }
        }
        return asked;
    }
}
