package dev.pke.audit;

import dev.pke.event.Accepted;
import dev.pke.event.Recorded;
import dev.pke.run.Acted;
import dev.pke.run.BundleImported;
import dev.pke.run.Fact;
import dev.pke.run.ImpossibleTransition;
import dev.pke.run.ReviewEvent;
import dev.pke.run.Run;
import dev.pke.run.RunEvent;
import dev.pke.run.RunEventCodec;
import dev.pke.run.tally.Recount;
import dev.pke.run.tally.SaidTwice;
import dev.pke.run.texts.Texts;
import dev.pke.run.word.Streams;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What must hold from event to event: versions without gaps, a clock that does not run backwards,
 * streams that hold what their name says, runs that live as a run can, figures that follow from the
 * answers. Takes events in the order of positions; one thread.
 */
final class Succession {
    private final Report report;
    private final Map<String, Past> pasts = new HashMap<>();
    private final Removals removals;
    private final Source texts;
    private final Map<String, Recorded> foreign = new HashMap<>();
    private final Map<String, Long> uncounted = new TreeMap<>();
    private String latest = "";
    private long counted;

    /** What a stream has said so far; the answers of a finished run are not kept. */
    private static final class Past {
        private final boolean sound;
        private long version;
        private Run run = new Run.Absent();
        private @Nullable Recount recount;
        private SaidTwice twice = new SaidTwice();

        Past(String stream) {
            String run = Streams.runOf(stream);
            sound = run == null || Streams.isRun(run);
        }

        Recount recount() {
            if (recount == null) {
                recount = new Recount();
            }
            return recount;
        }
    }

    /** Where the texts of answers are that lie apart, and what checkpoints consist of. */
    @FunctionalInterface
    interface Source {
        byte @Nullable [] text(String digest);
    }

    Succession(Report report, Source texts) {
        this.report = report;
        this.texts = texts;
        this.removals = new Removals(report);
    }

    /** Takes the next event; {@code fact} is null where it could not be understood. */
    void next(Recorded event, @Nullable Fact fact) {
        String stream = event.stream();
        Past past = pasts.computeIfAbsent(stream, Past::new);
        if (event.version() != past.version + 1) {
            report.wrong(
                    event.position(),
                    "version %d of %s where %d comes next"
                            .formatted(event.version(), stream, past.version + 1));
        }
        past.version = event.version();
        clock(event);
        if (fact == null) {
            return;
        }
        removals.next(event, fact);
        place(event, fact, past);
        if (fact instanceof BundleImported imported) {
            histories(event, imported);
        }
        if (fact instanceof ReviewEvent review) {
            reviewed(event, review);
        }
        if (fact instanceof RunEvent step && stream.startsWith("run/")) {
            life(event, joined(event, step), past);
        }
    }

    /** What is said about a run is said behind its registration. */
    private void reviewed(Recorded event, ReviewEvent review) {
        Past run = pasts.get(Streams.run(review.run()));
        if (run == null || run.run instanceof Run.Absent) {
            report.wrong(event.position(), "it is about run " + review.run() + ", none before it");
        } else if (review instanceof ReviewEvent.Replayed replay) {
            SaidTwice.of(replay, run.version).forEach(it -> report.wrong(event.position(), it));
        }
    }

    /** The event with the texts that lie apart, as far as they are at hand. */
    private RunEvent joined(Recorded event, RunEvent step) {
        if (!(step instanceof RunEvent.PromptAnswered said) || said.texts().isEmpty()) {
            return step;
        }
        byte[] blob = texts.text(said.texts());
        if (blob == null) {
            return step;
        }
        Texts found = Texts.parse(blob);
        if (found == null) {
            report.wrong(
                    event.position(),
                    "refers to blob " + said.texts() + " for texts, which holds none");
            return step;
        }
        return found.joined(said);
    }

    /** Two roots of one log at one size: whoever made them shows different people two pasts. */
    private void histories(Recorded event, BundleImported imported) {
        String head = imported.origin() + " with " + imported.events() + " events";
        Recorded earlier = foreign.putIfAbsent(head, event);
        if (earlier != null
                && RunEventCodec.decode(earlier) instanceof BundleImported before
                && !before.head().equals(imported.head())) {
            report.open(
                    "positions %d and %d imported two histories of %s: whoever made them shows"
                                    .formatted(earlier.position(), event.position(), head)
                            + " different records to different people");
        }
    }

    private void clock(Recorded event) {
        if (event.at().equals(latest) || !Accepted.isExact(event.at())) {
            return; // nothing new, or said already
        }
        if (!latest.isEmpty() && Accepted.isBehind(event.at(), latest)) {
            report.wrong(
                    event.position(),
                    "the clock ran backwards by more than an hour, from %s to %s"
                            .formatted(latest, event.at()));
        }
        if (event.at().compareTo(latest) > 0) {
            latest = event.at();
        }
    }

    private void place(Recorded event, Fact fact, Past past) {
        boolean fits =
                switch (fact) {
                    case RunEvent.RunRegistered registered ->
                            event.stream().equals("run/" + registered.run());
                    case RunEvent _ -> event.stream().startsWith("run/");
                    case ReviewEvent review -> event.stream().equals("review/" + review.run());
                    case BundleImported imported ->
                            event.stream().equals("import/" + imported.bundle().substring(0, 16));
                    case Acted _ -> event.stream().equals(Streams.ACCESS);
                };
        if (!fits || !past.sound) {
            report.wrong(
                    event.position(), event.type() + " has no place in stream " + event.stream());
        }
    }

    private void life(Recorded event, RunEvent step, Past past) {
        try {
            past.run = Run.apply(past.run, step);
        } catch (ImpossibleTransition impossible) {
            report.wrong(event.position(), "that can't follow: " + impossible.getMessage());
        }
        Recount recount = past.recount();
        for (String fault : recount.next(step)) {
            report.wrong(event.position(), fault);
        }
        counted += recount.takeCounted();
        recount.takeUncounted().forEach(name -> uncounted.putIfAbsent(name, event.position()));
        past.twice.next(step).forEach(fault -> report.wrong(event.position(), fault));
        if (step instanceof RunEvent.CheckpointSaved saved) {
            byte[] blob = texts.text(saved.manifest());
            if (blob != null) {
                past.twice.manifest(saved, blob).forEach(it -> report.wrong(event.position(), it));
            }
        }
        if (step instanceof RunEvent.RunFinished) {
            past.twice = new SaidTwice();
            past.recount = null;
        }
    }

    /** Which blobs events refer to, and what became of them. */
    Removals removals() {
        return removals;
    }

    Set<String> streams() {
        return pasts.keySet();
    }

    /** Says how many figures were recounted, and which can't be. */
    void sayRecounted() {
        report.good(counted + " figures counted again from the answers");
        if (!uncounted.isEmpty()) {
            report.open(
                    "figures that the record has not what it takes to count again: "
                            + String.join(", ", uncounted.keySet()));
        }
    }
}
