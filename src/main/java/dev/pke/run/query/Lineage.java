package dev.pke.run.query;

import dev.pke.event.EventStore;
import dev.pke.event.Recorded;
import dev.pke.run.Fact;
import dev.pke.run.RunEvent.CheckpointSaved;
import dev.pke.run.RunEvent.ModelFingerprinted;
import dev.pke.run.RunEventCodec;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Which runs a model came from and went into, by its digest: two models are the same where all
 * their bits are. Asks the record for two kinds of events alone.
 */
public final class Lineage {
    private static final String RUN = "run/";
    private static final String BEGAN = RunEventCodec.nameOf(ModelFingerprinted.class);
    private static final String SAVED = RunEventCodec.nameOf(CheckpointSaved.class);

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

    /**
     * A run that began with a model or with one that was made of it since.
     *
     * @param from the later run that left the model it began with; empty for the model asked about
     */
    public record Later(String run, String from) {}

    /**
     * The runs that began with a model after a position, or with what such runs made of it: one way
     * through both kinds of events, since a model is saved before another run can begin with it.
     */
    public List<Later> since(String digest, long position) {
        Map<String, String> makers = new HashMap<>(Map.of(digest, ""));
        Map<String, Later> later = new LinkedHashMap<>();
        var found = new Ahead(store.ofType(BEGAN, position).iterator());
        var saved = new Ahead(store.ofType(SAVED, position).iterator());
        while (found.next() != null) {
            Recorded event = found.next();
            for (Recorded left = saved.next();
                    left != null && left.position() < event.position();
                    left = saved.take()) {
                left(left, makers, later);
            }
            if (event.stream().startsWith(RUN)
                    && makers.keySet().stream().anyMatch(event.data()::contains)) {
                String run = event.stream().substring(RUN.length());
                String base = ((ModelFingerprinted) RunEventCodec.decode(event)).digest();
                String from = makers.get(base);
                if (from != null) {
                    later.putIfAbsent(run, new Later(run, from));
                }
            }
            found.take();
        }
        return List.copyOf(later.values());
    }

    /** Remembers what a run made that is one of them. */
    private static void left(Recorded event, Map<String, String> makers, Map<String, Later> later) {
        String run = event.stream().startsWith(RUN) ? event.stream().substring(RUN.length()) : "";
        if (later.containsKey(run)) {
            String made = made((CheckpointSaved) RunEventCodec.decode(event));
            if (!made.isEmpty()) {
                makers.putIfAbsent(made, run);
            }
        }
    }

    /** Events one of which can be looked at before it is taken. */
    private static final class Ahead {
        private final Iterator<Recorded> events;
        private @Nullable Recorded next;

        Ahead(Iterator<Recorded> events) {
            this.events = events;
            take();
        }

        @Nullable Recorded next() {
            return next;
        }

        @Nullable Recorded take() {
            next = events.hasNext() ? events.next() : null;
            return next;
        }
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
