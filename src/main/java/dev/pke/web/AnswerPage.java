package dev.pke.web;

import dev.pke.run.Answers;

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
        List<Asked> asked) {
    private static final int SIZE = 12;

    /** What a page of answers shows; "" leaves a filter open. */
    record Filter(String kind, String category, String change, int page) {}

    static AnswerPage of(Folio folio, Filter filter, String judge, Hue hue) {
        List<Answers.Pair> pairs = folio.pairs();
        var kinds = new TreeSet<String>();
        var categories = new TreeSet<String>();
        for (Answers.Pair pair : pairs) {
            kinds.add(pair.kind());
            if (!pair.category().isEmpty()) {
                categories.add(pair.category());
            }
        }
        List<Answers.Pair> left =
                pairs.stream().filter(pair -> passes(pair, filter, judge)).toList();
        int pages = Math.max(1, (left.size() + SIZE - 1) / SIZE);
        int page = Math.min(pages, Math.max(1, filter.page()));
        List<Asked> asked =
                left.stream()
                        .skip((page - 1L) * SIZE)
                        .limit(SIZE)
                        .map(pair -> Asked.beforeAndAfter(pair, judge, hue, folio::event))
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

    private static boolean passes(Answers.Pair pair, Filter filter, String judge) {
        boolean fits =
                (filter.kind().isEmpty() || filter.kind().equals(pair.kind()))
                        && (filter.category().isEmpty()
                                || filter.category().equals(pair.category()));
        if (!fits || filter.change().isEmpty()) {
            return fits;
        }
        Answers.Answer after = pair.after();
        if (filter.change().equals("unsafe")) {
            return after != null && "unsafe".equals(after.verdicts().get(judge));
        }
        Answers.Answer before = pair.before();
        return before != null && after != null && !before.answer().equals(after.answer());
    }
}
