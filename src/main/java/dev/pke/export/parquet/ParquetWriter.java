package dev.pke.export.parquet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a flat table as Parquet: plain values, gzip, a page a column and group of rows. The kept
 * libraries for it are DuckDB's (70 MB) and Hadoop's; the light one only reads. Belongs to one
 * thread, and holds one group of rows in memory.
 */
public final class ParquetWriter implements AutoCloseable {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int GROUP_ROWS = 100_000;
    private static final int GROUP_BYTES = 16 << 20;

    private final OutputStream out;
    private final List<Cells> columns;
    private final List<Compact> groups = new ArrayList<>();
    private long offset;
    private long rows;
    private int waiting;

    /** Begins a file; the stream stays the caller's to close. */
    public ParquetWriter(OutputStream out, List<Column> columns) throws IOException {
        this.out = out;
        this.columns = columns.stream().map(Cells::new).toList();
        write(MAGIC);
    }

    /** Adds a row, a cell for each column in order. */
    public void row(List<?> cells) throws IOException {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException(
                    cells.size() + " cells for " + columns.size() + " columns");
        }
        int bytes = 0;
        for (int i = 0; i < cells.size(); i++) {
            columns.get(i).add(cells.get(i));
            bytes += columns.get(i).bytes();
        }
        waiting++;
        if (waiting == GROUP_ROWS || bytes >= GROUP_BYTES) {
            group();
        }
    }

    private void group() throws IOException {
        List<Compact> chunks = new ArrayList<>();
        long plain = 0;
        for (Cells each : columns) {
            Cells.Chunk chunk = each.take(offset);
            write(chunk.bytes());
            chunks.add(chunk.about());
            plain += chunk.plain();
        }
        groups.add(new Compact().structures(1, chunks).large(2, plain).large(3, waiting));
        rows += waiting;
        waiting = 0;
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        offset += bytes.length;
    }

    /** Writes what is left, and what the file holds. */
    @Override
    public void close() throws IOException {
        if (waiting > 0) {
            group();
        }
        List<Compact> schema = new ArrayList<>();
        schema.add(new Compact().text(4, "table").number(5, columns.size()));
        columns.forEach(each -> schema.add(each.schema()));
        byte[] footer =
                new Compact()
                        .number(1, 1)
                        .structures(2, schema)
                        .large(3, rows)
                        .structures(4, groups)
                        .text(6, "pke version 1 (build 1)")
                        .end();
        write(footer);
        write(Cells.little(Integer.BYTES).putInt(footer.length).array());
        write(MAGIC);
        out.flush();
    }
}
