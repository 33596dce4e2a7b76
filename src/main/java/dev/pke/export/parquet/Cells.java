package dev.pke.export.parquet;

import dev.pke.export.parquet.Column.Kind;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;

/** The cells of one column that are still to be written: plain, one behind the other. */
final class Cells {
    private static final int WORD = 8;

    private final Column column;
    private final ByteArrayOutputStream plain = new ByteArrayOutputStream();
    private int count;

    Cells(Column column) {
        this.column = column;
    }

    /** Adds a cell; one of another kind than its column's is a fault of ours. */
    void add(Object cell) {
        switch (column.kind()) {
            case WHOLE -> word(((Number) cell).longValue());
            case REAL -> word(Double.doubleToRawLongBits(((Number) cell).doubleValue()));
            case MOMENT -> word(Instant.parse((String) cell).toEpochMilli());
            case TEXT -> text(cell.toString());
        }
        count++;
    }

    int bytes() {
        return plain.size();
    }

    private void word(long value) {
        plain.writeBytes(little(WORD).putLong(value).array());
    }

    private void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        plain.writeBytes(little(Integer.BYTES).putInt(utf8.length).array());
        plain.writeBytes(utf8);
    }

    static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A piece of a column as it lies in the file. */
    @SuppressWarnings("ArrayRecordComponent") // written once, and never compared
    record Chunk(byte[] bytes, long plain, Compact about) {}

    /** What has been added since, as one page that begins at an offset, with what is said of it. */
    Chunk take(long offset) throws IOException {
        byte[] packed = packed();
        // all values are there, so that neither levels of definition nor of repetition are stored
        Compact data = new Compact().number(1, count).number(2, 0).number(3, 3).number(4, 3);
        byte[] head =
                new Compact()
                        .number(1, 0)
                        .number(2, plain.size())
                        .number(3, packed.length)
                        .structure(5, data)
                        .end();
        ByteBuffer page = ByteBuffer.allocate(head.length + packed.length).put(head).put(packed);
        long whole = head.length + (long) plain.size();
        Compact about =
                new Compact()
                        .number(1, column.kind().physical)
                        .numbers(2, 0)
                        .texts(3, column.name())
                        .number(4, 2)
                        .large(5, count)
                        .large(6, whole)
                        .large(7, page.capacity())
                        .large(9, offset);
        plain.reset();
        count = 0;
        return new Chunk(page.array(), whole, new Compact().large(2, offset).structure(3, about));
    }

    private byte[] packed() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            plain.writeTo(gzip);
        }
        return packed.toByteArray();
    }

    /** What the file says of the column. */
    Compact schema() {
        Compact schema = new Compact().number(1, column.kind().physical).number(3, 0);
        schema.text(4, column.name());
        if (column.kind() == Kind.TEXT) {
            return schema.number(6, 0).structure(10, new Compact().structure(1, new Compact()));
        }
        if (column.kind() == Kind.MOMENT) {
            Compact millis = new Compact().structure(1, new Compact());
            Compact utc = new Compact().truth(1).structure(2, millis);
            return schema.number(6, 9).structure(10, new Compact().structure(8, utc));
        }
        return schema;
    }
}
