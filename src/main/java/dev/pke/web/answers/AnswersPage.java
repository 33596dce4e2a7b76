package dev.pke.web.answers;

import dev.pke.run.PromptPair;
import dev.pke.run.RunEvent.PromptAnswered;
import dev.pke.run.RunSummary;
import dev.pke.run.Told;
import dev.pke.run.word.Phase;
import dev.pke.web.chart.FigureText;
import dev.pke.web.chart.MethodStyle;
import dev.pke.web.seen.ListedRun;
import dev.pke.web.seen.ViewedRun;
import dev.pke.web.seen.VisibleText;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Every prompt that some of the runs were asked, with what each model said to it. */
public record AnswersPage(
        AnswersAddress address,
        String finding,
        List<Column> columns,
        List<Choice> choices,
        List<String> kinds,
        List<String> categories,
        List<Line> lines,
        int total,
        int page,
        int pages) {
    private static final int LINES = 40;

    /** A model: before any edit, or as a run left it. */
    public record Column(String name, String hue, String href, String against, boolean base) {}

    /** A way to narrow the prompts, and how many it leaves. */
    public record Choice(String title, String href, int count, boolean now) {}

    /** A prompt as a line; unfolded where that was asked for. */
    public record Line(
            AskedRow row,
            String turn,
            List<VisibleText.Piece> prompt,
            List<VisibleText.Piece> rest,
            List<OpenedSide> sides) {
        public boolean isOpen() {
            return !sides.isEmpty();
        }
    }

    /** The page over runs that were asked prompts. */
    public static AnswersPage of(List<ViewedRun> runs, AnswersAddress address) {
        List<ViewedRun> known = answered(runs);
        List<ListedRun> listed =
                known.stream().map(each -> Objects.requireNonNull(each.listed())).toList();
        List<Column> columns = columns(listed, address);
        List<AskedRow> all = rows(known);
        List<AskedRow> fitting =
                all.stream()
                        .filter(row ->
                                address.kind().isEmpty() || row.kind().equals(address.kind()))
                        .filter(row ->
                                address.category().isEmpty()
                                        || row.category().equals(address.category()))
                        .toList();
        List<AskedRow> left = fitting.stream().filter(address.show()::keeps).toList();
        int pages = Math.max(1, (left.size() + LINES - 1) / LINES);
        int page = Math.clamp(address.page(), 1, pages);
        List<Choice> choices = new ArrayList<>();
        for (Narrowing each : Narrowing.values()) {
            int count = (int) fitting.stream().filter(each::keeps).count();
            boolean now = each == address.show();
            choices.add(new Choice(each.title(), address.showing(each).href(), count, now));
        }
        return new AnswersPage(
                address,
                finding(left.size(), fitting.size(), columns.size() - 1, address.show()),
                columns,
                choices,
                List.copyOf(new TreeSet<>(all.stream().map(AskedRow::kind).toList())),
                all.stream()
                        .map(AskedRow::category)
                        .filter(each -> !each.isEmpty())
                        .distinct()
                        .sorted()
                        .toList(),
                left.stream()
                        .skip((page - 1L) * LINES)
                        .limit(LINES)
                        .map(row -> line(row, columns, address))
                        .toList(),
                left.size(),
                page,
                pages);
    }

    /** The runs that asked an edited model; where none did, those that asked one at all. */
    private static List<ViewedRun> answered(List<ViewedRun> runs) {
        List<ViewedRun> known = runs.stream().filter(each -> each.listed() != null).toList();
        List<ViewedRun> edited =
                known.stream()
                        .filter(each ->
                                each.view().answers().stream()
                                        .anyMatch(said -> said.fact().phase() == Phase.AFTER))
                        .toList();
        return edited.isEmpty() ? known : edited;
    }

    private static String finding(int left, int of, int runs, Narrowing show) {
        String what = of == 1 ? " prompt" : " prompts";
        String models = runs == 1 ? "one edit" : runs + " edits";
        return show == Narrowing.ALL
                ? FigureText.count(of) + what + ", before and after " + models + "."
                : FigureText.count(left)
                        + " of "
                        + FigureText.count(of)
                        + what
                        + ": "
                        + show.title()
                        + ".";
    }

    private static List<Column> columns(List<ListedRun> listed, AnswersAddress address) {
        List<Column> columns = new ArrayList<>();
        boolean before = address.against() <= 0 || address.against() > listed.size();
        columns.add(
                new Column(
                        "before any edit",
                        MethodStyle.NONE.css(),
                        "",
                        address.against(0).href(),
                        before));
        List<String> names = ListedRun.apart(listed);
        for (int i = 0; i < listed.size(); i++) {
            columns.add(
                    new Column(
                            names.get(i),
                            MethodStyle.of(listed.get(i).summary().method()).css(),
                            "/runs/" + listed.get(i).run(),
                            address.against(i + 1).href(),
                            address.against() == i + 1));
        }
        return columns;
    }

    /** The prompts in the order they were first asked, one row for each text. */
    private static List<AskedRow> rows(List<ViewedRun> runs) {
        Map<String, AskedRow> first = new LinkedHashMap<>();
        Map<String, List<Said>> after = new LinkedHashMap<>();
        for (int i = 0; i < runs.size(); i++) {
            ViewedRun viewed = runs.get(i);
            RunSummary summary = viewed.view().summary();
            String judge = summary == null || summary.judge() == null ? "" : summary.judge();
            for (PromptPair pair : viewed.view().pairs()) {
                String key = pair.kind() + "\n" + pair.promptId() + "\n" + pair.prompt();
                Said before = said(pair.before(), judge, viewed);
                AskedRow row = row(pair, before);
                first.merge(key, row, (old, fresh) -> old.before().isThere() ? old : fresh);
                List<Said> cells = after.computeIfAbsent(key, _ -> new ArrayList<>());
                while (cells.size() < i) {
                    cells.add(Said.NOTHING);
                }
                cells.add(said(pair.after(), judge, viewed));
            }
        }
        List<AskedRow> rows = new ArrayList<>();
        first.forEach((key, row) -> {
            List<Said> cells = new ArrayList<>(after.getOrDefault(key, List.of()));
            while (cells.size() < runs.size()) {
                cells.add(Said.NOTHING);
            }
            rows.add(
                    new AskedRow(
                            row.kind(),
                            row.category(),
                            row.promptId(),
                            row.prompt(),
                            row.before(),
                            cells));
        });
        return rows;
    }

    private static Said said(@Nullable Told<PromptAnswered> told, String judge, ViewedRun viewed) {
        return Said.of(told, judge, told == null ? "" : viewed.event(told.position()));
    }

    private static AskedRow row(PromptPair pair, Said before) {
        return new AskedRow(
                pair.kind(), pair.category(), pair.promptId(), pair.prompt(), before, List.of());
    }

    private static Line line(AskedRow row, List<Column> columns, AnswersAddress address) {
        boolean open = row.key().equals(address.open());
        List<OpenedSide> sides = new ArrayList<>();
        List<Said> all = new ArrayList<>(List.of(row.before()));
        all.addAll(row.after());
        int against = Math.clamp(address.against(), 0, row.after().size());
        for (int i = 0; open && i < all.size(); i++) {
            if (all.get(i).isThere()) {
                sides.add(OpenedSide.of(columns.get(i), all.get(i), all.get(against)));
            }
        }
        return new Line(
                row,
                address.opening(row.key()).href(),
                VisibleText.of(brief(row.prompt(), open)),
                open ? VisibleText.of(VisibleText.rest(VisibleText.cut(row.prompt()))) : List.of(),
                sides);
    }

    private static String brief(String prompt, boolean open) {
        String text = VisibleText.opening(prompt);
        int most = 90;
        return open || text.length() <= most
                ? text
                : text.substring(
                                0,
                                text.offsetByCodePoints(
                                        0, Math.min(most, text.codePointCount(0, text.length()))))
                        + "…";
    }

    public String earlier() {
        return address.at(page - 1).href();
    }

    public String later() {
        return address.at(page + 1).href();
    }

    public String runs() {
        return String.join(",", address.runs());
    }
}
