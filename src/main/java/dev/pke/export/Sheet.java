package dev.pke.export;

import dev.pke.event.Blobs;
import dev.pke.event.Recorded;
import dev.pke.export.parquet.Column;
import dev.pke.export.parquet.Column.Kind;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/** The tables again, as columns that have kinds: for files that keep numbers as numbers. */
public final class Sheet {
    private static final Set<String> WHOLE =
            Set.of(
                    "position",
                    "version",
                    "count",
                    "of",
                    "step",
                    "tokens",
                    "block",
                    "neurons",
                    "elements");
    private static final Set<String> REAL =
            Set.of("value", "low", "high", "gradient norm", "l2", "linf", "relative to the moved");

    private static final List<Column> EVENTS =
            List.of(
                    new Column("position", Kind.WHOLE),
                    new Column("stream", Kind.TEXT),
                    new Column("version", Kind.WHOLE),
                    new Column("event_id", Kind.TEXT),
                    new Column("type", Kind.TEXT),
                    new Column("at", Kind.MOMENT),
                    new Column("data", Kind.TEXT),
                    new Column("hash", Kind.TEXT));

    private Sheet() {}

    /** The columns of a table; of the events themselves where none is given. */
    public static List<Column> columns(@Nullable Tables table) {
        return table == null ? EVENTS : table.columns().stream().map(Sheet::column).toList();
    }

    private static Column column(String name) {
        Kind kind = WHOLE.contains(name) ? Kind.WHOLE : REAL.contains(name) ? Kind.REAL : Kind.TEXT;
        return new Column(name.replace(' ', '_'), kind);
    }

    /** The rows that an event adds. */
    public static List<? extends List<?>> rows(
            @Nullable Tables table, Subject subject, Recorded event, Blobs blobs) {
        return table == null ? List.of(row(event)) : table.rows(subject, event, blobs);
    }

    private static List<Object> row(Recorded event) {
        return List.of(
                event.position(),
                event.stream(),
                event.version(),
                event.eventId(),
                event.type(),
                event.at(),
                event.data(),
                event.hashHex());
    }
}
