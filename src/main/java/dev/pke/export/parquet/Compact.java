package dev.pke.export.parquet;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Thrift's compact protocol, as far as Parquet's headers need it: structures, lists, whole numbers,
 * texts, truths. Fields are written in the order of their numbers.
 */
final class Compact {
    private static final int TRUE = 1;
    private static final int INT = 5;
    private static final int LONG = 6;
    private static final int TEXT = 8;
    private static final int LIST = 9;
    private static final int STRUCT = 12;
    private static final int SHORT_LIST = 15;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int last;

    /** A number below 2^31. */
    Compact number(int field, int value) {
        head(field, INT);
        return varint(zigzag(value));
    }

    /** A number below 2^63. */
    Compact large(int field, long value) {
        head(field, LONG);
        return varint(zigzag(value));
    }

    Compact text(int field, String value) {
        head(field, TEXT);
        return bytes(value);
    }

    /** The truth, which the field's head alone says. */
    Compact truth(int field) {
        head(field, TRUE);
        return this;
    }

    /** Another structure within this one. */
    Compact structure(int field, Compact value) {
        head(field, STRUCT);
        return ended(value);
    }

    Compact structures(int field, List<Compact> all) {
        list(field, all.size(), STRUCT);
        all.forEach(this::ended);
        return this;
    }

    /** A list of one text. */
    Compact texts(int field, String only) {
        list(field, 1, TEXT);
        return bytes(only);
    }

    Compact numbers(int field, int... all) {
        list(field, all.length, INT);
        for (int each : all) {
            varint(zigzag(each));
        }
        return this;
    }

    /** The whole structure with its end. */
    byte[] end() {
        out.write(0);
        return out.toByteArray();
    }

    private Compact ended(Compact value) {
        out.writeBytes(value.end());
        return this;
    }

    private void list(int field, int count, int type) {
        head(field, LIST);
        if (count < SHORT_LIST) {
            out.write((count << 4) | type);
        } else {
            out.write((SHORT_LIST << 4) | type);
            varint(count);
        }
    }

    private void head(int field, int type) {
        out.write(((field - last) << 4) | type); // no two fields here are 16 apart
        last = field;
    }

    private Compact bytes(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        varint(utf8.length);
        out.writeBytes(utf8);
        return this;
    }

    private static long zigzag(long value) {
        return (value << 1) ^ (value >> 63);
    }

    private Compact varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
        return this;
    }
}
