package dev.pke.web.page;

import dev.pke.run.RunEvent;
import dev.pke.run.RunView;
import dev.pke.run.Told;
import dev.pke.web.chart.FigureText;
import dev.pke.web.seen.ViewedRun;

import java.util.ArrayList;
import java.util.List;

/**
 * One thing a reader can check: what it is, its digest or id, and the event that records it. {@code
 * blob} is the digest of the bytes it rests on, "" where it is all in the event.
 */
public record Evidence(String what, String detail, String digest, String blob, String href) {
    private static final String DELTA = "delta of ";

    static List<Evidence> of(ViewedRun viewed) {
        List<Evidence> all = new ArrayList<>();
        RunView run = viewed.view();
        Told<RunEvent.RunRegistered> registered = run.registered();
        if (registered != null) {
            all.add(of(viewed, registered, "plan", "whole, with seeds and machine", ""));
        }
        for (Told<RunEvent.DatasetPinned> each : run.datasets()) {
            RunEvent.DatasetPinned data = each.fact();
            String found = data.contaminated().isEmpty() ? "" : ", contaminated";
            String detail =
                    "%s, %s, %d records%s"
                            .formatted(data.name(), data.split(), data.records(), found);
            all.add(of(viewed, each, "data", detail, ""));
        }
        Told<RunEvent.NeuronsScored> scores = run.scores();
        if (scores != null) {
            String table = scores.fact().table();
            all.add(of(viewed, scores, "scores", "every neuron's, as a table", "").on(table));
        }
        Told<RunEvent.ModelFingerprinted> base = run.base();
        if (base != null) {
            String detail =
                    FigureText.count(base.fact().parameters())
                            + " parameters, "
                            + base.fact().dtype()
                            + (base.fact().compute().isEmpty()
                                    ? ""
                                    : ", computed in " + base.fact().compute());
            all.add(of(viewed, base, "model before", detail, base.fact().digest()));
        }
        for (Told<RunEvent.EvaluationFinished> each : run.evaluations()) {
            RunEvent.EvaluationFinished one = each.fact();
            String detail = one.metrics().size() + " figures by " + one.judge();
            all.add(of(viewed, each, "evaluation " + one.phase().wire(), detail, ""));
        }
        for (Told<RunEvent.EditLearned> each : run.all(RunEvent.EditLearned.class)) {
            String detail =
                    "how to edit, from " + FigureText.count(each.fact().lessons()) + " records";
            all.add(of(viewed, each, "learned", detail, "").on(each.fact().network()));
        }
        for (Told<RunEvent.NeuronsChanged> each : run.changes()) {
            RunEvent.NeuronsChanged change = each.fact();
            String detail =
                    FigureText.count(change.elements())
                            + " elements moved, by "
                            + FigureText.value(100 * change.relative())
                            + "\u00a0% of what they were";
            all.add(of(viewed, each, DELTA + change.tensor(), detail, "").on(change.delta()));
        }
        Told<RunEvent.CheckpointSaved> saved = run.saved();
        if (saved != null) {
            String detail = FigureText.count(saved.fact().parametersMoved()) + " parameters moved";
            all.add(
                    of(viewed, saved, "model after", detail, saved.fact().digest())
                            .on(saved.fact().manifest()));
        }
        return all;
    }

    private static Evidence of(
            ViewedRun viewed, Told<?> told, String what, String detail, String digest) {
        return new Evidence(what, detail, digest, "", viewed.event(told.position()));
    }

    private Evidence on(String bytes) {
        return new Evidence(what, detail, digest, bytes, href);
    }

    /** Whether it says what an edit moved. */
    boolean isChange() {
        return what.startsWith(DELTA);
    }

    /** Of the evaluations, those of a phase, such as "before". */
    static String ofEvaluation(List<Evidence> all, String phase) {
        return all.stream()
                .filter(each -> each.what.equals("evaluation " + phase))
                .map(Evidence::href)
                .findFirst()
                .orElse("");
    }

    /** The first letters of the blob's digest. */
    public String briefBlob() {
        return FigureText.brief(blob);
    }

    /** The first letters of the digest. */
    public String brief() {
        return FigureText.brief(digest);
    }
}
