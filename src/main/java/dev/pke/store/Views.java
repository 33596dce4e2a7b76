package dev.pke.store;

import dev.pke.event.Recorded;
import dev.pke.run.Entries;
import dev.pke.run.Entry;
import dev.pke.run.ReadModel;
import dev.pke.run.ReadModelRegistry;
import dev.pke.run.Row;
import dev.pke.run.RunSummary;
import dev.pke.run.Streams;
import dev.pke.run.SummaryFold;

import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The stored read models. What is asked of them is answered as of any position: from the rows as
 * far as the model has been stored, and from the log beyond that, so an answer is never stale and
 * asking never writes.
 */
public final class Views {
    private static final int PAGE = 5_000;
    private static final SummaryFold RUNS = new SummaryFold();

    private final SqliteEventStore store;

    Views(SqliteEventStore store) {
        this.store = store;
    }

    /** The position up to which every read model is stored. */
    public long position() {
        Map<String, Long> reached = positions();
        return ReadModelRegistry.all().stream()
                .mapToLong(model -> reached.getOrDefault(model.name(), 0L))
                .min()
                .orElse(0);
    }

    Map<String, Long> positions() {
        return store.read(reader -> {
            Map<String, Long> positions = new HashMap<>();
            try (ResultSet rows = reader.bound(ViewSql.POSITIONS).executeQuery()) {
                while (rows.next()) {
                    positions.put(rows.getString(1), rows.getLong(2));
                }
            }
            return positions;
        });
    }

    /** A model's state of a run now. */
    public <E extends Entry> Entries<E> of(ReadModel<E> model, String run) {
        return of(model, run, Long.MAX_VALUE);
    }

    /** A model's state of a run as of a position. */
    public <E extends Entry> Entries<E> of(ReadModel<E> model, String run, long position) {
        Stored<E> stored = stored(model, run, position);
        return model.fold(stored.state(), tail(run, stored.position(), position));
    }

    /** All runs as of a position, in the order they were registered. */
    public List<RunSummary> runs(long position) {
        long reached = positions().getOrDefault(RUNS.name(), 0L);
        Map<String, Entries<RunSummary>> states = new LinkedHashMap<>();
        for (String run : runsOf(RUNS.name())) {
            states.put(run, stored(RUNS, run, Math.min(reached, position)).state());
        }
        long at = reached;
        for (List<Recorded> page = page(at, position); !page.isEmpty(); page = page(at, position)) {
            for (Recorded event : page) {
                String run = Streams.runOf(event.stream());
                if (run != null) {
                    Entries<RunSummary> state = states.getOrDefault(run, RUNS.initial());
                    states.put(run, RUNS.apply(state, event));
                }
            }
            at = page.getLast().position();
        }
        List<RunSummary> summaries = new ArrayList<>();
        for (Entries<RunSummary> state : states.values()) {
            RunSummary summary = SummaryFold.summary(state);
            if (summary != null) {
                summaries.add(summary);
            }
        }
        summaries.sort(Comparator.comparingLong(s -> s.timing().startedPosition()));
        return summaries;
    }

    /** The runs of which a model has rows, in order. */
    List<String> runsOf(String model) {
        return texts(ViewSql.NEXT_RUN, model);
    }

    /** All streams, in order. */
    List<String> streams() {
        return texts(ViewSql.NEXT_STREAM);
    }

    /** Follows an index from text to text, which costs no more than there are different ones. */
    private List<String> texts(String next, String... parameters) {
        return store.read(reader -> {
            List<String> texts = new ArrayList<>();
            String last = "";
            while (last != null) {
                List<Object> bound = new ArrayList<>(List.of(parameters));
                bound.add(last);
                last = reader.text(next, bound.toArray());
                if (last != null) {
                    texts.add(last);
                }
            }
            return texts;
        });
    }

    /**
     * What of the stored rows is not what the log makes it, one a model's run, the first position
     * first; none if all is as it should be. Folds the whole log.
     */
    public List<ViewFault> faults() {
        return ViewCheck.faults(this);
    }

    private List<Recorded> page(long after, long last) {
        List<Recorded> page = store.readAll(after, PAGE);
        return page.isEmpty() || page.getLast().position() <= last
                ? page
                : page.stream().filter(event -> event.position() <= last).toList();
    }

    /** A state and the position up to which it is known. */
    record Stored<E extends Entry>(Entries<E> state, long position) {}

    /** A model's state from its rows alone. */
    <E extends Entry> Stored<E> stored(ReadModel<E> model, String run, long position) {
        // reached is read first: rows that are added meanwhile are beyond it and left out
        long reached = Math.min(position, positions().getOrDefault(model.name(), 0L));
        Map<String, Row> latest = new LinkedHashMap<>();
        for (ViewRow row : rows(model.name(), run, reached)) {
            latest.remove(row.key());
            latest.put(row.key(), new Row(row.key(), row.json()));
        }
        return new Stored<>(model.restore(new ArrayList<>(latest.values())), reached);
    }

    /** The stored rows of a model's run up to a position, in order. */
    public List<ViewRow> rows(String model, String run, long last) {
        return store.read(reader -> {
            List<ViewRow> found = new ArrayList<>();
            try (ResultSet row = reader.bound(ViewSql.OF_RUN, model, run, last).executeQuery()) {
                while (row.next()) {
                    found.add(
                            new ViewRow(
                                    row.getString(1),
                                    row.getString(2),
                                    row.getLong(3),
                                    row.getString(4),
                                    row.getString(5)));
                }
            }
            return found;
        });
    }

    /** The events about a run after a position up to another, in order of position. */
    List<Recorded> tail(String run, long after, long last) {
        if (last <= after) {
            return List.of();
        }
        List<Recorded> tail = new ArrayList<>();
        for (String stream : List.of(Streams.run(run), Streams.review(run))) {
            long from = after;
            List<Recorded> page;
            do {
                long start = from;
                page =
                        store.read(reader ->
                                reader.events(ViewSql.STREAM_BETWEEN, stream, start, last, PAGE));
                tail.addAll(page);
                from = page.isEmpty() ? from : page.getLast().position();
            } while (page.size() == PAGE);
        }
        tail.sort(Comparator.comparingLong(Recorded::position));
        return tail;
    }
}
