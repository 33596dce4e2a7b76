package dev.pke.audit;

import dev.pke.event.Recorded;
import dev.pke.run.Fact;
import dev.pke.run.References;
import dev.pke.run.ReviewEvent;
import dev.pke.run.RunEvent.PromptAnswered;
import dev.pke.run.word.Streams;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which blobs events refer to, and what the record says became of them: put away with their run, or
 * erased. A blob that is not here is missing unless the record says so. One thread.
 */
final class Removals {
    private final Report report;
    private final Map<String, Long> references = new LinkedHashMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Removal> away = new HashMap<>();
    private final Map<String, Removal> erased = new LinkedHashMap<>();

    /** One event that says that blobs are no longer here. */
    private record Removal(long position, ReviewEvent fact) {}

    Removals(Report report) {
        this.report = report;
    }

    /** Takes the next event. */
    void next(Recorded event, Fact fact) {
        for (String digest : References.of(fact)) {
            references.putIfAbsent(digest, event.position());
        }
        if (fact instanceof PromptAnswered said && !said.texts().isEmpty()) {
            texts.putIfAbsent(said.texts(), String.valueOf(Streams.runOf(event.stream())));
        }
        switch (fact) {
            case ReviewEvent.Archived put ->
                    put.blobs().forEach(digest -> archived(digest, event, put));
            case ReviewEvent.Unarchived back ->
                    away.values().removeIf(each -> each.fact().run().equals(back.run()));
            case ReviewEvent.Erased gone ->
                    gone.blobs().forEach(digest -> erased(digest, event, gone));
            default -> {}
        }
    }

    private void archived(String digest, Recorded event, ReviewEvent.Archived put) {
        if (!references.containsKey(digest)) {
            report.wrong(
                    event.position(), "puts away blob " + digest + ", which nothing refers to");
        }
        away.put(digest, new Removal(event.position(), put));
    }

    /** Nothing but the texts of a run's own answers may be erased. */
    private void erased(String digest, Recorded event, ReviewEvent.Erased gone) {
        if (!gone.run().equals(texts.get(digest))) {
            report.wrong(
                    event.position(),
                    "erases blob " + digest + ", which holds no answer of run " + gone.run());
            return;
        }
        erased.put(digest, new Removal(event.position(), gone));
    }

    /** The digests that events refer to, each with the first event that does. */
    Map<String, Long> references() {
        return references;
    }

    /**
     * Says of every reference whether its blob is {@code present}, and if not, what became of it.
     */
    void judge(Set<String> present) {
        Map<Removal, List<String>> told = new LinkedHashMap<>();
        references.forEach((digest, position) -> {
            Removal removal = erased.getOrDefault(digest, away.get(digest));
            if (present.contains(digest)) {
                if (erased.containsKey(digest)) {
                    report.wrong(
                            erased.get(digest).position(),
                            "erased blob " + digest + ", it says, and that is still here");
                }
            } else if (removal == null) {
                report.wrong(position, "refers to blob " + digest + ", which is missing");
            } else {
                told.computeIfAbsent(removal, _ -> new ArrayList<>()).add(digest);
            }
        });
        told.forEach((removal, digests) -> report.open(line(removal, digests.size())));
    }

    private static String line(Removal removal, int count) {
        String where = "position " + removal.position() + ": ";
        return switch (removal.fact()) {
            case ReviewEvent.Erased gone ->
                    where
                            + "the texts of %d answers of run %s were erased by %s: %s"
                                    .formatted(count, gone.run(), gone.author(), gone.reason());
            case ReviewEvent.Archived put ->
                    where
                            + "%d blobs of run %s lie in %s (--blobs looks there)"
                                    .formatted(count, put.run(), put.place());
            default -> throw new IllegalStateException(removal + " removes nothing");
        };
    }
}
