package dev.pke.web.page;

import dev.pke.run.PromptPair;
import dev.pke.run.RunEvent.PromptAnswered;
import dev.pke.run.Told;
import dev.pke.web.chart.MethodStyle;
import dev.pke.web.seen.ViewedRun;

import java.util.List;
import java.util.TreeSet;

/** The answers of a run that a filter leaves, a page at a time. */
public record AnswerPage(
        String kind,
        String category,
        String change,
        List<String> kinds,
        List<String> categories,
        int total,
        int page,
        int pages,
        List<PromptRow> asked) {
    private static final int SIZE = 5;
    private static final int UNASKED = 3;

    /** What a page of answers shows; "" leaves a filter open. */
    public record Filter(String kind, String category, String change, int page) {}

    static AnswerPage of(ViewedRun viewed, Filter filter, String judge, MethodStyle style) {
        List<PromptPair> pairs = viewed.view().pairs();
        var kinds = new TreeSet<String>();
        var categories = new TreeSet<String>();
        for (PromptPair pair : pairs) {
            kinds.add(pair.kind());
            if (!pair.category().isEmpty()) {
                categories.add(pair.category());
            }
        }
        List<PromptPair> left = pairs.stream().filter(pair -> passes(pair, filter, judge)).toList();
        boolean unasked =
                (filter.kind() + filter.category() + filter.change()).isEmpty()
                        && filter.page() == 1;
        int size = unasked ? UNASKED : SIZE;
        int pages = Math.max(1, (left.size() + size - 1) / size);
        int page = Math.min(pages, Math.max(1, filter.page()));
        List<PromptRow> asked =
                left.stream()
                        .skip((page - 1L) * size)
                        .limit(size)
                        .map(pair -> PromptRow.beforeAndAfter(pair, judge, style, viewed::event))
                        .toList();
        return new AnswerPage(
                filter.kind(),
                filter.category(),
                filter.change(),
                List.copyOf(kinds),
                List.copyOf(categories),
                left.size(),
                page,
                pages,
                asked);
    }

    private static boolean passes(PromptPair pair, Filter filter, String judge) {
        boolean fits =
                (filter.kind().isEmpty() || filter.kind().equals(pair.kind()))
                        && (filter.category().isEmpty()
                                || filter.category().equals(pair.category()));
        if (!fits || filter.change().isEmpty()) {
            return fits;
        }
        Told<PromptAnswered> after = pair.after();
        if (filter.change().equals("unsafe")) {
            return after != null && "unsafe".equals(after.fact().verdicts().get(judge));
        }
        Told<PromptAnswered> before = pair.before();
        return before != null
                && after != null
                && !before.fact().answer().equals(after.fact().answer());
    }
}
