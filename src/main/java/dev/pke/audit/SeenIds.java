package dev.pke.audit;

import java.util.Arrays;

/**
 * Whether ids may have occurred twice: their 64-bit digests in one open-addressed table, a few
 * bytes an id where a log has millions. Equal digests are looked at again in the log itself.
 */
final class SeenIds {
    private static final int LEAST = 1 << 12;

    private long[] table = new long[LEAST];
    private int used;
    private boolean doubled;

    /** FNV-1a: equal ids give equal digests; different ones may, and are then looked at. */
    static long digest(String id) {
        long h = 0xcbf29ce484222325L;
        for (int i = 0; i < id.length(); i++) {
            h = (h ^ id.charAt(i)) * 0x100000001b3L;
        }
        return h;
    }

    /** Takes the next id's digest. */
    void add(long digest) {
        if (2 * used >= table.length) {
            long[] before = table;
            table = new long[2 * before.length];
            Arrays.stream(before).filter(each -> each != 0).forEach(this::put);
        }
        used++;
        doubled |= !put(digest == 0 ? 1 : digest); // 0 is an empty place
    }

    private boolean put(long digest) {
        int mask = table.length - 1;
        int at = (int) (digest ^ (digest >>> 32)) & mask;
        while (table[at] != 0) {
            if (table[at] == digest) {
                return false;
            }
            at = (at + 1) & mask;
        }
        table[at] = digest;
        return true;
    }

    /** Whether two digests were equal. */
    boolean mayBeDoubled() {
        return doubled;
    }
}
