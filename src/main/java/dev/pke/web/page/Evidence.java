package dev.pke.web.page;

import dev.pke.run.RunEvent.NeuronsChanged;
import dev.pke.run.SavedCheckpoints;
import dev.pke.web.chart.FigureText;
import dev.pke.web.chart.TimelineMark;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** One thing a reader can check: what it is, its digest or id, and the event that records it. */
public record Evidence(String what, String detail, String digest, String href) {
    static List<Evidence> of(Folio folio) {
        List<Evidence> all = new ArrayList<>();
        LongFunction<String> event = folio::event;
        for (TimelineMark mark : folio.ticks()) {
            if (mark.is("run-registered")) {
                all.add(
                        new Evidence(
                                "plan",
                                "whole, with seeds and machine",
                                "",
                                event.apply(mark.position())));
            } else if (mark.is("dataset-pinned")) {
                all.add(new Evidence("data", mark.detail(), "", event.apply(mark.position())));
            } else if (mark.is("neurons-scored")) {
                all.add(
                        new Evidence(
                                "scores",
                                "every neuron's, as a table",
                                "",
                                event.apply(mark.position())));
            }
        }
        SavedCheckpoints.View changes = folio.changes();
        if (changes.base() != null) {
            SavedCheckpoints.Base base = changes.base();
            all.add(
                    new Evidence(
                            "model before",
                            FigureText.count(base.parameters()) + " parameters, " + base.dtype(),
                            base.digest(),
                            event.apply(base.position())));
        }
        for (SavedCheckpoints.Change each : changes.changes()) {
            NeuronsChanged change = each.change();
            String detail =
                    FigureText.count(change.elements())
                            + " elements moved, relative norm "
                            + FigureText.value(change.relative());
            all.add(
                    new Evidence(
                            "delta of " + change.tensor(),
                            detail,
                            change.delta(),
                            event.apply(each.position())));
        }
        if (changes.saved() != null) {
            SavedCheckpoints.Saved saved = changes.saved();
            all.add(
                    new Evidence(
                            "model after",
                            FigureText.count(saved.parametersMoved()) + " parameters moved",
                            saved.digest(),
                            event.apply(saved.position())));
        }
        return all;
    }

    /** The first letters of the digest. */
    public String brief() {
        return FigureText.brief(digest);
    }
}
