package dev.pke.web.learn;

import dev.pke.audit.ForeignRun;
import dev.pke.audit.HeldBundle;
import dev.pke.event.Blobs;
import dev.pke.fault.UserError;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/**
 * The recorded runs that ship with the program, for whoever has none yet. They are read when they
 * are first asked for, and can be looked at like imported ones. Any thread may ask.
 */
public final class ShippedRecord {
    private static final String PLACE = "record.pke";

    /** What the keys of its runs end with: no event of ours stands at position 0. */
    private static final String MARK = "@0";

    private @Nullable HeldBundle held;
    private @Nullable Set<String> blobs;

    /** The bundle, read once. */
    public synchronized HeldBundle bundle() {
        if (held == null) {
            try (InputStream in = open()) {
                held = HeldBundle.read(in);
            } catch (IOException unreadable) {
                throw new UserError("the record that ships can't be read", unreadable);
            }
        }
        return held;
    }

    /** Whether it has a blob; asked of most that a record lacks, which are not worth reading it. */
    private synchronized boolean has(String sha256) {
        if (blobs == null) {
            blobs = HeldBundle.digests(open());
        }
        return blobs.contains(sha256);
    }

    /** The bundle's bytes, to be closed. */
    static InputStream open() {
        InputStream in = ShippedRecord.class.getResourceAsStream(PLACE);
        if (in == null) {
            throw new UserError("this build is incomplete: it has no " + PLACE);
        }
        return in;
    }

    /** Whether a run's key is of this record. */
    public static boolean holds(String key) {
        return key.endsWith(MARK);
    }

    /** The run of a key; null where it is none of these. */
    public @Nullable ForeignRun find(String key) {
        return holds(key) ? bundle().find(key) : null;
    }

    /** A record's blobs and, where it has one not, those of this record. */
    public Blobs beside(Blobs own) {
        return new Blobs() {
            @Override
            public String put(InputStream in) throws IOException {
                return own.put(in);
            }

            @Override
            public String put(byte[] bytes) {
                return own.put(bytes);
            }

            @Override
            public InputStream open(String sha256) {
                boolean shipped = !own.has(sha256) && ShippedRecord.this.has(sha256);
                return shipped ? bundle().blobs().open(sha256) : own.open(sha256);
            }

            @Override
            public boolean has(String sha256) {
                return own.has(sha256) || ShippedRecord.this.has(sha256);
            }
        };
    }
}
