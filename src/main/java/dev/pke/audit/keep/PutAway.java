package dev.pke.audit.keep;

import dev.pke.event.ExpectedVersion;
import dev.pke.event.Recorded;
import dev.pke.fault.UserError;
import dev.pke.run.Fact;
import dev.pke.run.References;
import dev.pke.run.ReviewEvent;
import dev.pke.run.RunEvent;
import dev.pke.run.RunEventCodec;
import dev.pke.run.RunSummary;
import dev.pke.run.word.Status;
import dev.pke.run.word.Streams;
import dev.pke.store.FileBlobs;
import dev.pke.store.Home;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes what a run left in blobs away from a home: to another folder, or, of the texts of its
 * answers, for good. The log stays as it is; one more event says where they are, or that they are
 * gone. That event comes after the copy and before the removal, so that nothing is ever missing
 * without a word.
 *
 * @param author who does it, as it will be recorded
 */
public record PutAway(Home home, String author) {
    /** Moves the blobs that no other run refers to into a folder; how many. */
    public int archive(RunSummary run, Path to, String id) {
        mustHaveEnded(run);
        if (run.review().archived() != null) {
            throw new UserError(run.run() + " is in " + run.review().archived() + " already");
        }
        Path place = to.toAbsolutePath().normalize();
        if (place.startsWith(home.dir().toAbsolutePath().normalize())) {
            throw new UserError(to + " is inside the home; name a folder elsewhere");
        }
        Set<String> own = own(run.run());
        own.removeAll(others(run.run()));
        own.removeIf(digest -> !home.blobs().has(digest));
        FileBlobs there = FileBlobs.open(place);
        own.forEach(digest -> copy(home.blobs(), there, digest));
        say(id, new ReviewEvent.Archived(run.run(), author, place.toString(), List.copyOf(own)));
        own.forEach(home.blobs()::remove);
        return own.size();
    }

    /** Takes a run's blobs back from where they lie, which keeps its copies; how many. */
    public int back(RunSummary run, String id) {
        String place = run.review().archived();
        if (place == null) {
            throw new UserError(run.run() + " was not archived");
        }
        FileBlobs there = FileBlobs.openReadOnly(Path.of(place));
        List<String> missing = new ArrayList<>(own(run.run()));
        missing.removeIf(home.blobs()::has);
        missing.removeAll(erased(run.run()));
        missing.forEach(digest -> copy(there, home.blobs(), digest));
        say(id, new ReviewEvent.Unarchived(run.run(), author));
        return missing.size();
    }

    /** Removes the texts of a run's answers for good; how many. */
    public int erase(RunSummary run, String reason, String id) {
        mustHaveEnded(run);
        Set<String> texts = new LinkedHashSet<>();
        for (Recorded event : home.store().stream(Streams.run(run.run()))) {
            if (RunEventCodec.decode(event) instanceof RunEvent.PromptAnswered said
                    && !said.texts().isEmpty()) {
                texts.add(said.texts());
            }
        }
        if (texts.isEmpty()) {
            throw new UserError(
                    run.run()
                            + " has no texts that can be erased: its plan did not say"
                            + " “answers: erasable”");
        }
        if (run.review().archived() != null) {
            throw new UserError(
                    run.run() + " is in " + run.review().archived() + ": take it --back first");
        }
        if (!erased(run.run()).containsAll(texts)) {
            say(id, new ReviewEvent.Erased(run.run(), author, reason, List.copyOf(texts)));
        }
        texts.forEach(home.blobs()::remove); // also what an earlier one did not come to
        return texts.size();
    }

    private static void mustHaveEnded(RunSummary run) {
        if (run.status() == Status.RUNNING) {
            throw new UserError(run.run() + " has not ended; cancel it first");
        }
    }

    private void say(String id, ReviewEvent fact) {
        home.store()
                .append(
                        Streams.review(fact.run()),
                        ExpectedVersion.any(),
                        List.of(RunEventCodec.encode(id, fact)));
    }

    private Set<String> erased(String run) {
        Set<String> erased = new LinkedHashSet<>();
        for (Recorded event : home.store().stream(Streams.review(run))) {
            if (RunEventCodec.decode(event) instanceof ReviewEvent.Erased gone) {
                erased.addAll(gone.blobs());
            }
        }
        return erased;
    }

    private Set<String> own(String run) {
        Set<String> digests = new TreeSet<>();
        for (Recorded event : home.store().stream(Streams.run(run))) {
            digests.addAll(References.of(RunEventCodec.decode(event)));
        }
        return digests;
    }

    /** What other runs and imports refer to; no two answers share their texts' blob. */
    private Set<String> others(String run) {
        Set<String> digests = new TreeSet<>();
        for (Class<? extends Fact> kind : References.SHARED) {
            for (Recorded event : home.store().ofType(RunEventCodec.nameOf(kind))) {
                if (!Streams.run(run).equals(event.stream())) {
                    digests.addAll(References.of(RunEventCodec.decode(event)));
                }
            }
        }
        return digests;
    }

    private static void copy(FileBlobs from, FileBlobs to, String digest) {
        try (InputStream in = from.open(digest)) {
            String found = to.put(in);
            if (!found.equals(digest)) {
                throw new UserError("blob " + digest + " holds other bytes; pke verify says more");
            }
        } catch (IOException e) {
            throw new UserError("blob " + digest + " can't be copied: " + e, e);
        }
    }
}
