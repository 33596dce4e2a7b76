package dev.pke.web.learn;

import dev.pke.audit.ForeignRun;
import dev.pke.web.seen.ViewedRun;

import org.jspecify.annotations.Nullable;

/** The lessons over the runs that ship: read once, when they are first asked for. Any thread. */
public final class Lessons {
    private final ShippedRecord shipped;
    private @Nullable Explained runs;

    public Lessons(ShippedRecord shipped) {
        this.shipped = shipped;
    }

    /** The page, its neurons scored by one factor. */
    public LearnPage page(String factor) {
        return LearnPage.of(runs(), shipped.bundle().blobs(), factor);
    }

    private synchronized Explained runs() {
        if (runs == null) {
            runs = new Explained(run("plain/pke-6"), run("plain/dinm"), run("entangled/careless"));
        }
        return runs;
    }

    private ViewedRun run(String plan) {
        ForeignRun found =
                shipped.bundle().runs().stream()
                        .filter(each -> each.summary().planName().equals(plan))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("no run of " + plan));
        return ViewedRun.of(found);
    }
}
