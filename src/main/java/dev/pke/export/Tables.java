package dev.pke.export;

import dev.pke.event.Blobs;
import dev.pke.event.Recorded;
import dev.pke.run.RunEvent;
import dev.pke.run.RunEventCodec;
import dev.pke.run.texts.Texts;
import dev.pke.run.word.Metric;
import dev.pke.run.word.Streams;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a run measured, as rows for a spreadsheet; every row names the event it came from. */
public enum Tables {
    /** Every metric with its count and interval, overall and by category. */
    METRICS("position,phase,judge,category,metric,value,count,of,low,high"),
    /** Every loss term of every step. */
    STEPS("position,step,term,value,gradient norm"),
    /** Every answer with every judge's verdict. */
    ANSWERS("position,phase,kind,category,prompt id,prompt,answer,tokens,judge,verdict,begun"),
    /** Every tensor that changed. */
    CHANGES(
            "position,tensor,block,neurons,elements,l2,linf,relative to the moved,delta,which neurons");

    private final String columns;

    Tables(String columns) {
        this.columns = columns;
    }

    /** The names of the columns. */
    public List<String> columns() {
        return List.of(("run,plan,method,model,seed," + columns).split(",", -1));
    }

    /**
     * The rows that one event adds; none for events of other kinds.
     *
     * @param blobs hold the texts of answers that lie apart
     */
    public List<List<@Nullable Object>> rows(Subject of, Recorded event, Blobs blobs) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        String run = Streams.runOf(event.stream());
        for (List<@Nullable Object> cells : cells(event, blobs)) {
            List<@Nullable Object> row = new ArrayList<>();
            row.add(run);
            row.addAll(List.of(of.plan(), of.method(), of.model(), of.seed()));
            row.addAll(cells);
            rows.add(row);
        }
        return rows;
    }

    private List<List<@Nullable Object>> cells(Recorded event, Blobs blobs) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        switch (Texts.joined(RunEventCodec.decode(event), blobs)) {
            case RunEvent.EvaluationFinished done when this == METRICS ->
                    metrics(event, done, rows);
            case RunEvent.StepTaken step when this == STEPS ->
                    new TreeMap<>(step.losses())
                            .forEach((term, value) ->
                                    rows.add(
                                            row(
                                                    event,
                                                    step.step(),
                                                    term,
                                                    value,
                                                    step.gradientNorm())));
            case RunEvent.PromptAnswered answer when this == ANSWERS ->
                    answers(event, answer, rows);
            case RunEvent.NeuronsChanged change when this == CHANGES ->
                    rows.add(
                            row(
                                    event,
                                    change.tensor(),
                                    change.block(),
                                    change.neurons().size(),
                                    change.elements(),
                                    change.l2(),
                                    change.linf(),
                                    change.relative(),
                                    change.delta(),
                                    spans(change.neurons())));
            default -> {}
        }
        return rows;
    }

    private static void metrics(
            Recorded event, RunEvent.EvaluationFinished done, List<List<@Nullable Object>> rows) {
        Map<String, Map<String, Metric>> all = new TreeMap<>(done.byCategory());
        all.put("", done.metrics());
        all.forEach((category, metrics) ->
                new TreeMap<>(metrics)
                        .forEach((name, m) ->
                                rows.add(
                                        row(
                                                event,
                                                done.phase().wire(),
                                                done.judge(),
                                                category,
                                                name,
                                                m.value(),
                                                m.count(),
                                                m.of(),
                                                m.low(),
                                                m.high()))));
    }

    private static void answers(
            Recorded event, RunEvent.PromptAnswered answer, List<List<@Nullable Object>> rows) {
        new TreeMap<>(answer.verdicts())
                .forEach((judge, verdict) ->
                        rows.add(
                                row(
                                        event,
                                        answer.phase().wire(),
                                        answer.kind(),
                                        answer.category(),
                                        answer.promptId(),
                                        answer.prompt(),
                                        answer.answer(),
                                        answer.tokens(),
                                        judge,
                                        verdict,
                                        answer.begun())));
    }

    /** Ascending numbers, those that follow each other as one: "5 21-23 36". */
    private static String spans(List<Integer> numbers) {
        List<Integer> sorted = numbers.stream().sorted().toList();
        var text = new StringBuilder();
        for (int i = 0; i < sorted.size(); ) {
            int first = sorted.get(i);
            int last = first;
            i++;
            while (i < sorted.size() && sorted.get(i) == last + 1) {
                last++;
                i++;
            }
            text.append(text.isEmpty() ? "" : " ").append(first);
            text.append(last > first ? "-" + last : "");
        }
        return text.toString();
    }

    private static List<@Nullable Object> row(Recorded event, Object... cells) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(event.position());
        row.addAll(List.of(cells));
        return row;
    }
}
