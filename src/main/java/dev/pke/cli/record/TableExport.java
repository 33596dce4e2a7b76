package dev.pke.cli.record;

import dev.pke.audit.sign.Head;
import dev.pke.cli.RunId;
import dev.pke.event.Recorded;
import dev.pke.export.CloudEvents;
import dev.pke.export.Csv;
import dev.pke.export.Mlflow;
import dev.pke.export.Sheet;
import dev.pke.export.Subject;
import dev.pke.export.Tables;
import dev.pke.export.parquet.ParquetWriter;
import dev.pke.run.RunList;
import dev.pke.run.RunRecord;
import dev.pke.run.RunView;
import dev.pke.store.Home;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.List;

/**
 * Writes the record as rows, of the runs that are named or of all: one run in memory at a time.
 *
 * @param table null for the events themselves
 */
record TableExport(Home home, @Nullable Tables table, List<String> runs) {
    /** Takes what a row is made from. */
    @FunctionalInterface
    private interface Sink {
        void take(Subject subject, Recorded event) throws IOException;
    }

    /** As CSV, or events as lines of JSON. */
    void text(PrintWriter out) throws IOException {
        if (table == null) {
            String origin = origin();
            each((subject, event) -> out.print(CloudEvents.line(event, origin) + "\n"));
        } else {
            out.print(Csv.row(table.columns()));
            each((subject, event) ->
                    table.rows(subject, event, home.blobs())
                            .forEach(row -> out.print(Csv.row(row))));
        }
    }

    /** As Parquet. */
    void parquet(OutputStream out) throws IOException {
        try (ParquetWriter writer = new ParquetWriter(out, Sheet.columns(table))) {
            each((subject, event) -> {
                for (List<?> row : Sheet.rows(table, subject, event, home.blobs())) {
                    writer.row(row);
                }
            });
        }
    }

    /** Runs as lines that {@code experiments/mlflow_import.py} takes. */
    void mlflow(PrintWriter out) {
        String origin = origin();
        for (String run : ids()) {
            out.print(Mlflow.line(RunView.of(home.store(), run), origin) + "\n");
        }
    }

    private void each(Sink sink) throws IOException {
        if (table == null && runs.isEmpty()) {
            for (Recorded event : home.store().all(0)) {
                sink.take(Subject.UNKNOWN, event);
            }
            return;
        }
        for (String id : ids()) {
            List<Recorded> events = RunRecord.of(home.store(), id);
            Subject subject = table == null ? Subject.UNKNOWN : Subject.of(events);
            for (Recorded event : events) {
                sink.take(subject, event);
            }
        }
    }

    private String origin() {
        Recorded first = home.store().at(1);
        return Head.originOf(first == null ? null : first.hash());
    }

    private List<String> ids() {
        RunList list = home.runs();
        return runs.isEmpty()
                ? list.ids()
                : runs.stream().map(run -> RunId.find(list, run)).toList();
    }
}
