package dev.pke.run;

import dev.pke.run.word.Check;
import dev.pke.run.word.Code;
import dev.pke.run.word.Machine;
import dev.pke.run.word.ReplayVerdict;
import dev.pke.run.word.Streams;

import java.util.List;
import java.util.Optional;

/**
 * One thing said about a run after the fact. Its place is the stream {@code review/{run}}, so that
 * it never disturbs the run's owner.
 */
public sealed interface ReviewEvent extends Fact {
    String run();

    /**
     * A run was executed again and compared with its record: over {@code compared} events, with the
     * tolerance declared in the plan. {@code reason} says in one line why the verdict is what it
     * is.
     */
    record Replayed(
            String run,
            ReplayVerdict verdict,
            long compared,
            double tolerance,
            Optional<Divergence> divergence,
            String reason,
            Code code,
            Machine machine)
            implements ReviewEvent, Milestone {
        public Replayed {
            Streams.checkRun(run);
            Check.atLeast("compared", 0, compared);
            Check.text("reason", reason);
            if (!(tolerance >= 0)) {
                throw new IllegalArgumentException("tolerance " + tolerance + " is below 0");
            }
        }

        /** The first place where record and replay differ; values as JSON text. */
        public record Divergence(
                long version, String type, String field, String recorded, String replayed) {
            public Divergence {
                Check.atLeast("version", 0, version);
            }
        }
    }

    /** Someone wrote a note on a run. */
    record Noted(String run, String author, String text) implements ReviewEvent, Milestone {
        public Noted {
            Streams.checkRun(run);
            Check.text("text", text);
        }
    }

    /**
     * Someone put a run away: lists leave it out, and the blobs of these digests, which no other
     * run needed, lie in {@code place} from now on.
     */
    record Archived(String run, String author, String place, List<String> blobs)
            implements ReviewEvent, Milestone {
        public Archived {
            Streams.checkRun(run);
            Check.text("place", place);
            blobs.forEach(each -> Check.sha256("blob", each));
            blobs = List.copyOf(blobs);
        }
    }

    /** Someone took a run back that was put away: its blobs are here again. */
    record Unarchived(String run, String author) implements ReviewEvent, Milestone {
        public Unarchived {
            Streams.checkRun(run);
        }
    }

    /** Someone removed the texts of a run's answers for good: the blobs of these digests. */
    record Erased(String run, String author, String reason, List<String> blobs)
            implements ReviewEvent {
        public Erased {
            Streams.checkRun(run);
            Check.text("reason", reason);
            blobs.forEach(each -> Check.sha256("blob", each));
            blobs = List.copyOf(blobs);
        }
    }

    /** Someone gave a run a tag. */
    record Tagged(String run, String author, String tag) implements ReviewEvent, Milestone {
        public Tagged {
            Streams.checkRun(run);
            Check.text("tag", tag);
        }
    }
}
