package dev.pke.web.diff;

import dev.pke.diff.RecordedModel;
import dev.pke.run.RunSummary;
import dev.pke.web.chart.MethodStyle;
import dev.pke.web.seen.Naming;
import dev.pke.web.seen.ViewedRun;

/** One of the two models of a diff: what it is, whose run says so, and its digest. */
public record DiffSide(
        ViewedRun viewed, RecordedModel model, String words, String hue, String digest) {
    static DiffSide of(ViewedRun viewed, RecordedModel model) {
        RunSummary run = viewed.view().summary();
        String method = run == null ? "" : run.method();
        boolean before = model.when() == RecordedModel.When.BEFORE;
        String name = model.edit().base().fact().name();
        return new DiffSide(
                viewed,
                model,
                before ? name + " as it was found" : name + " after " + Naming.method(method),
                before ? MethodStyle.NONE.css() : MethodStyle.of(method).css(),
                before ? model.edit().digestBefore() : model.edit().digestAfter());
    }

    /** The same; in the hue of no method where the other side has its method's own. */
    DiffSide apartFrom(DiffSide other) {
        if (!hue.equals(other.hue)) {
            return this;
        }
        MethodStyle none =
                hue.equals(MethodStyle.OTHER.css()) ? MethodStyle.NONE : MethodStyle.OTHER;
        return new DiffSide(viewed, model, words, none.css(), digest);
    }

    public String name() {
        return model.when() == RecordedModel.When.BEFORE ? viewed.run() + "@before" : viewed.run();
    }

    public String href() {
        return "/runs/" + viewed.run();
    }

    /** The plan's name. */
    public String plan() {
        RunSummary run = viewed.view().summary();
        return run == null ? "" : run.planName();
    }

    /** What its method is called. */
    String method() {
        RunSummary run = viewed.view().summary();
        return run == null ? "" : Naming.method(run.method());
    }
}
