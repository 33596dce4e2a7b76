package dev.pke.run;

import dev.pke.event.Projection;
import dev.pke.event.Recorded;
import dev.pke.run.RunEvent.RunResumed;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A pure fold over the events of one run (its streams {@code run/{id}} and {@code review/{id}})
 * whose state is nothing but entries. Folding the events up to position n gives the model as of n;
 * storing the {@link #rows} of each step and {@link #restore restoring} the latest by key gives the
 * same. Events of other types are passed over, those of unknown types throw a {@link DamagedEvent}.
 */
public abstract class ReadModel<E extends Entry> implements Projection<Entries<E>> {
    private final String name;
    private final Set<String> types;

    protected ReadModel(String name, Set<String> types) {
        this.name = name;
        this.types = Set.copyOf(types);
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Entries<E> initial() {
        return Entries.empty();
    }

    @Override
    public final Entries<E> apply(Entries<E> state, Recorded event) {
        if (types.contains(event.type())) {
            E next = entry(state, RunEventCodec.decode(event), event);
            return next == null ? state : state.plus(next);
        }
        if (event.type().equals("run-resumed.v1")
                && RunEventCodec.decode(event) instanceof RunResumed resumed) {
            return state.without(each -> each.stage().compareTo(resumed.fromStage()) >= 0);
        }
        if (!RunEventCodec.types().contains(event.type())) {
            RunEventCodec.decode(event);
        }
        return state;
    }

    /** The state after a list of events. */
    public final Entries<E> fold(Iterable<Recorded> events) {
        Entries<E> state = initial();
        for (Recorded each : events) {
            state = apply(state, each);
        }
        return state;
    }

    /** What the step from one state to the next changed, to be stored. */
    @SuppressWarnings("ReferenceEquality") // a state that did not move is the same object
    public final List<Row> rows(Entries<E> before, Entries<E> after) {
        E last = after.last();
        if (after == before) {
            return List.of();
        }
        if (last != null && after.isOneMoreThan(before)) {
            return List.of(new Row(last.key(), RunEventCodec.json(last)));
        }
        Set<String> kept = new HashSet<>();
        after.list().forEach(each -> kept.add(each.key()));
        List<Row> gone = new ArrayList<>();
        for (E each : before.list()) {
            if (kept.add(each.key())) {
                gone.add(new Row(each.key(), null));
            }
        }
        return gone;
    }

    /** The state from stored rows, the latest by key, in the order of their positions. */
    public final Entries<E> restore(List<Row> rows) {
        Entries<E> state = initial();
        for (Row each : rows) {
            if (each.json() != null) {
                state = state.plus(RunEventCodec.read(each.json(), form(each.key())));
            }
        }
        return state;
    }

    /** The entry that one event of this model's types adds, or null where it adds none. */
    protected abstract @Nullable E entry(Entries<E> state, Fact fact, Recorded event);

    /** The record that an entry under this key is. */
    protected abstract Class<? extends E> form(String key);
}
