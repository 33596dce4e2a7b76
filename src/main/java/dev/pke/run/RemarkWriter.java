package dev.pke.run;

import dev.pke.event.EventStore;
import dev.pke.event.ExpectedVersion;
import dev.pke.event.Recorded;
import dev.pke.fault.UserError;
import dev.pke.run.ReviewEvent.Noted;
import dev.pke.run.ReviewEvent.Tagged;
import dev.pke.run.word.Streams;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Puts notes and tags on runs: each an event in the run's review stream, which its owner never
 * writes. Any thread may use it; whatever is amiss is a {@link UserError}.
 */
public final class RemarkWriter {
    /** Most characters of a note. */
    public static final int LONGEST_NOTE = 4000;

    private static final int LONGEST_AUTHOR = 80;
    private static final Pattern TAG = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,39}");

    private final EventStore store;

    public RemarkWriter(EventStore store) {
        this.store = store;
    }

    /** Writes a note under a new event id; line ends become {@code \n}. */
    public Recorded note(String id, String run, String author, String text) {
        String said = text(text).replace("\r\n", "\n").replace('\r', '\n').strip();
        if (said.isEmpty()) {
            throw new UserError("the note is empty: say something about " + run);
        }
        if (said.length() > LONGEST_NOTE) {
            throw new UserError(
                    "a note has at most %,d characters, this one %,d"
                            .formatted(LONGEST_NOTE, said.length()));
        }
        return write(id, new Noted(known(run), author(author), said));
    }

    /** Writes a note unless the run has the very same. */
    public void noteOnce(String id, String run, String author, String text) {
        if (!said(known(run))
                .anyMatch(each -> each instanceof Noted it && it.text().equals(text))) {
            var _ = note(id, run, author, text);
        }
    }

    /** Gives a run a tag under a new event id; one that it has already is refused. */
    public Recorded tag(String id, String run, String author, String tag) {
        String given = text(tag).strip();
        if (!TAG.matcher(given).matches()) {
            throw new UserError(
                    "a tag is 1 to 40 letters, digits, dots, dashes or underscores, not “"
                            + (given.length() > 40 ? given.substring(0, 40) + "…" : given)
                            + "”");
        }
        if (said(known(run))
                .anyMatch(each -> each instanceof Tagged it && it.tag().equals(given))) {
            throw new UserError(run + " has the tag " + given + " already");
        }
        return write(id, new Tagged(run, author(author), given));
    }

    private Stream<Fact> said(String run) {
        List<Fact> said = new ArrayList<>();
        store.stream(Streams.review(run)).forEach(each -> said.add(RunEventCodec.decode(each)));
        return said.stream();
    }

    private Recorded write(String id, ReviewEvent said) {
        return store.append(
                        Streams.review(said.run()),
                        ExpectedVersion.any(),
                        List.of(RunEventCodec.encode(id, said)))
                .getFirst();
    }

    private String known(String run) {
        if (!RunRecord.holds(store, run)) {
            throw new UserError("no run " + run + " on this record; pke runs lists them");
        }
        return run;
    }

    /** Refuses what was lost on its way here: the record would keep the damage for good. */
    private static String text(String text) {
        if (text.indexOf('\ufffd') >= 0) {
            throw new UserError(
                    "the text holds U+FFFD, which stands for bytes that were no UTF-8; say it again"
                            + " in UTF-8");
        }
        return text;
    }

    private static String author(String author) {
        String name = text(author).strip();
        if (name.length() > LONGEST_AUTHOR) {
            throw new UserError("a name has at most " + LONGEST_AUTHOR + " characters");
        }
        return name.isEmpty() ? "unnamed" : name;
    }
}
