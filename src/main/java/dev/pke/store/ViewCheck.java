package dev.pke.store;

import dev.pke.event.Recorded;
import dev.pke.run.Entries;
import dev.pke.run.Entry;
import dev.pke.run.ReadModel;
import dev.pke.run.ReadModelRegistry;
import dev.pke.run.Row;
import dev.pke.run.Streams;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Whether the stored read models are what the log makes them: folds every run anew, compares. */
final class ViewCheck {
    private static final Comparator<ViewRow> ORDER =
            Comparator.comparingLong(ViewRow::position).thenComparing(ViewRow::key);

    private final Views views;
    private final Map<String, Long> reached;
    private final List<ViewFault> faults = new ArrayList<>();

    private ViewCheck(Views views) {
        this.views = views;
        this.reached = views.positions();
    }

    /** One a model's run that differs, the first position first; none if all is well. */
    static List<ViewFault> faults(Views views) {
        ViewCheck check = new ViewCheck(views);
        Set<String> runs = new TreeSet<>();
        for (String stream : views.streams()) {
            String run = Streams.runOf(stream);
            if (run != null) {
                runs.add(run);
            }
        }
        long last = check.reached.values().stream().mapToLong(n -> n).max().orElse(0);
        runs.parallelStream()
                .forEach(run -> {
                    List<Recorded> events = views.tail(run, 0, last);
                    ReadModelRegistry.all().forEach(model -> check.compare(model, run, events));
                });
        for (ReadModel<?> model : ReadModelRegistry.all()) {
            for (String run : views.runsOf(model.name())) {
                if (!runs.contains(run)) {
                    check.fault(model, run, 0);
                }
            }
        }
        check.faults.sort(
                Comparator.comparingLong(ViewFault::position).thenComparing(ViewFault::line));
        return check.faults;
    }

    private <E extends Entry> void compare(ReadModel<E> model, String run, List<Recorded> events) {
        List<ViewRow> expected = new ArrayList<>();
        Entries<E> state = model.initial();
        for (Recorded event : events) {
            if (event.position() > reached.getOrDefault(model.name(), 0L)) {
                break;
            }
            Entries<E> after = model.apply(state, event);
            for (Row row : model.rows(state, after)) {
                expected.add(
                        new ViewRow(model.name(), run, event.position(), row.key(), row.json()));
            }
            state = after;
        }
        List<ViewRow> stored = views.rows(model.name(), run, Long.MAX_VALUE);
        stored.sort(ORDER);
        expected.sort(ORDER);
        if (stored.equals(expected)) {
            return;
        }
        int same = 0;
        while (same < Math.min(stored.size(), expected.size())
                && stored.get(same).equals(expected.get(same))) {
            same++;
        }
        long position = Long.MAX_VALUE;
        for (List<ViewRow> rows : List.of(stored, expected)) {
            position =
                    same < rows.size() ? Math.min(position, rows.get(same).position()) : position;
        }
        fault(model, run, position);
    }

    private synchronized void fault(ReadModel<?> model, String run, long position) {
        faults.add(
                new ViewFault(
                        position,
                        "read model %s of run %s is not what the log makes it"
                                .formatted(model.name(), run)));
    }
}
