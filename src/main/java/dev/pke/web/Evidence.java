package dev.pke.web;

import dev.pke.run.Checkpoints;
import dev.pke.run.NeuronsChanged;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** One thing a reader can check: what it is, its digest or id, and the event that records it. */
public record Evidence(String what, String detail, String digest, String href) {
    static List<Evidence> of(Folio folio) {
        List<Evidence> all = new ArrayList<>();
        LongFunction<String> event = folio::event;
        for (Tick tick : folio.ticks()) {
            if (tick.is("run-registered")) {
                all.add(
                        new Evidence(
                                "plan",
                                "whole, with seeds and machine",
                                "",
                                event.apply(tick.position())));
            } else if (tick.is("dataset-pinned")) {
                all.add(new Evidence("data", tick.detail(), "", event.apply(tick.position())));
            } else if (tick.is("neurons-scored")) {
                all.add(
                        new Evidence(
                                "scores",
                                "every neuron's, as a table",
                                "",
                                event.apply(tick.position())));
            }
        }
        Checkpoints.View changes = folio.changes();
        if (changes.base() != null) {
            Checkpoints.Base base = changes.base();
            all.add(
                    new Evidence(
                            "model before",
                            Figures.count(base.parameters()) + " parameters, " + base.dtype(),
                            base.digest(),
                            event.apply(base.position())));
        }
        for (Checkpoints.Change each : changes.changes()) {
            NeuronsChanged change = each.change();
            String detail =
                    Figures.count(change.elements())
                            + " elements moved, relative norm "
                            + Figures.value(change.relative());
            all.add(
                    new Evidence(
                            "delta of " + change.tensor(),
                            detail,
                            change.delta(),
                            event.apply(each.position())));
        }
        if (changes.saved() != null) {
            Checkpoints.Saved saved = changes.saved();
            all.add(
                    new Evidence(
                            "model after",
                            Figures.count(saved.parametersMoved()) + " parameters moved",
                            saved.digest(),
                            event.apply(saved.position())));
        }
        return all;
    }

    /** The first letters of the digest. */
    public String brief() {
        return Figures.brief(digest);
    }
}
