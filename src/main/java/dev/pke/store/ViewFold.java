package dev.pke.store;

import dev.pke.event.Recorded;
import dev.pke.run.Entries;
import dev.pke.run.Entry;
import dev.pke.run.ReadModel;
import dev.pke.run.Row;
import dev.pke.run.RunEventCodec;
import dev.pke.run.Streams;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Some read models being folded over the log, with the states of the runs that are at work; a state
 * that is not in memory comes from where the fold was given to find it. For one thread at a time.
 */
final class ViewFold {
    /** Most entries kept in memory, of all runs together. */
    private static final int MOST_ENTRIES = 200_000;

    /** Finds a model's state of a run as far as it has been folded before. */
    interface States {
        <E extends Entry> Entries<E> of(ReadModel<E> model, String run);
    }

    private final States stored;
    private final Map<String, Map<String, Entries<?>>> runs = new LinkedHashMap<>(16, 0.75f, true);
    private int entries;

    ViewFold(States stored) {
        this.stored = stored;
    }

    void forget() {
        runs.clear();
        entries = 0;
    }

    /** The rows that the events, which must be the next ones, make in the models. */
    List<ViewRow> rows(List<? extends ReadModel<?>> models, List<Recorded> events) {
        List<ViewRow> rows = new ArrayList<>(events.size() * 2);
        for (Recorded event : events) {
            String run = Streams.runOf(event.stream());
            if (run == null) {
                RunEventCodec.decode(event); // belongs to no run, and must still be readable
                continue;
            }
            Map<String, Entries<?>> states = runs.computeIfAbsent(run, r -> new LinkedHashMap<>());
            for (ReadModel<?> model : models) {
                step(model, states, run, event, rows);
            }
        }
        evict();
        return rows;
    }

    private <E extends Entry> void step(
            ReadModel<E> model,
            Map<String, Entries<?>> states,
            String run,
            Recorded event,
            List<ViewRow> rows) {
        @SuppressWarnings("unchecked") // a model's name stands for its entries' type
        Entries<E> before = (Entries<E>) states.get(model.name());
        if (before == null) {
            before = stored.of(model, run);
            entries += before.size();
        }
        Entries<E> after = model.apply(before, event);
        entries += after.size() - before.size();
        states.put(model.name(), after);
        for (Row row : model.rows(before, after)) {
            rows.add(new ViewRow(model.name(), run, event.position(), row.key(), row.json()));
        }
    }

    /** Lets go of the runs that have been quiet for longest. */
    private void evict() {
        var oldest = runs.values().iterator();
        while (entries > MOST_ENTRIES && runs.size() > 1 && oldest.hasNext()) {
            for (Entries<?> state : oldest.next().values()) {
                entries -= state.size();
            }
            oldest.remove();
        }
    }
}
