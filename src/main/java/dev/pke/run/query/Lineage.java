package dev.pke.run.query;

import dev.pke.event.EventStore;
import dev.pke.event.Recorded;
import dev.pke.run.Fact;
import dev.pke.run.RunEvent.CheckpointSaved;
import dev.pke.run.RunEvent.ModelFingerprinted;
import dev.pke.run.RunEventCodec;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Which runs a model came from and went into, by its digest: two models are the same where all
 * their bits are. Asks the record for two kinds of events alone.
 */
public final class Lineage {
    private static final String RUN = "run/";

    private final EventStore store;

    public Lineage(EventStore store) {
        this.store = store;
    }

    /** The runs whose edit made this model, in the order they did; an edit of nothing made none. */
    public List<String> left(String digest) {
        return runs(CheckpointSaved.class, Lineage::made, digest);
    }

    /** The model that an edit made; an empty text where it moved nothing. */
    private static String made(CheckpointSaved saved) {
        return saved.parametersMoved() == 0 ? "" : saved.digest();
    }

    /** The runs that began with this model, in the order they did. */
    public List<String> began(String digest) {
        return runs(ModelFingerprinted.class, ModelFingerprinted::digest, digest);
    }

    private <F extends Fact> List<String> runs(
            Class<F> kind, Function<F, String> digest, String wanted) {
        Set<String> found = new LinkedHashSet<>();
        for (Recorded event : store.ofType(RunEventCodec.nameOf(kind))) {
            boolean meant =
                    event.stream().startsWith(RUN)
                            && event.data().contains(wanted) // before it is read, which costs
                            && digest.apply(kind.cast(RunEventCodec.decode(event))).equals(wanted);
            if (meant) {
                found.add(event.stream().substring(RUN.length()));
            }
        }
        return new ArrayList<>(found);
    }
}
