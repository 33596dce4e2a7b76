package dev.pke.bench;

import dev.pke.event.HashChain;
import dev.pke.event.Recorded;
import dev.pke.run.RunList;
import dev.pke.run.RunSummary;
import dev.pke.store.Home;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Kills processes that write to one home, with signal 9 and at random moments, and looks at what
 * they leave: every acknowledged event is there as it was acknowledged, no position is missing, the
 * chain holds, every blob that an event refers to is whole, and nothing needs repair.
 */
public final class CrashBench {
    private static final int LONGEST_MILLIS = 60_000;

    private final CrashHome home;
    private final Clock clock;
    private final Random random;
    private final int processes;
    private final int threads;
    private long position;
    private byte[] hash = HashChain.start();
    private long acknowledged;

    /**
     * @param home where nothing has been written yet
     * @param seed decides the moments of the kills
     */
    public CrashBench(CrashHome home, Clock clock, long seed, int processes, int threads) {
        this.home = home;
        this.clock = clock;
        this.random = new Random(seed);
        this.processes = processes;
        this.threads = threads;
    }

    /** Events acknowledged to a writer before it was killed. */
    public long acknowledged() {
        return acknowledged;
    }

    /** Events that the log holds: those, and some whose writer died before it could hear. */
    public long recorded() {
        return position;
    }

    /**
     * Starts the processes, kills them all, checks; {@link IllegalStateException} says what fails.
     */
    public void round(int number) throws IOException, InterruptedException {
        List<CrashVictim> prey = new ArrayList<>();
        CountDownLatch enough = new CountDownLatch(1 + random.nextInt(150));
        // one round in four may strike before anything is written: while a file is made or opened
        long millis = random.nextInt(4) == 0 ? 100 + random.nextInt(900) : LONGEST_MILLIS;
        List<CrashVictim.Ack> acks = new ArrayList<>();
        try {
            for (int p = 0; p < processes; p++) {
                prey.add(CrashVictim.start(home, "w" + number + "-" + p, threads, enough));
            }
            enough.await(millis, TimeUnit.MILLISECONDS);
        } finally {
            for (CrashVictim each : prey) {
                acks.addAll(each.kill());
            }
        }
        acknowledged += acks.size();
        try (Home open = home.open(clock)) {
            check(open, acks);
        }
    }

    private void check(Home home, List<CrashVictim.Ack> acks) throws IOException {
        Map<Long, CrashVictim.Ack> expected = new HashMap<>();
        for (CrashVictim.Ack ack : acks) {
            if (expected.put(ack.position(), ack) != null) {
                throw new IllegalStateException("position " + ack.position() + " given twice");
            }
        }
        for (Recorded event : home.store().all(position)) {
            follows(event);
            CrashVictim.Ack ack = expected.remove(event.position());
            if (ack != null) {
                same(event, ack);
                whole(home, ack.blob());
            }
        }
        if (!expected.isEmpty()) {
            throw new IllegalStateException("acknowledged and lost: " + expected.values());
        }
    }

    private void follows(Recorded event) {
        hash = HashChain.next(hash, event);
        position++;
        String next = java.util.HexFormat.of().formatHex(hash);
        if (event.position() != position || !event.hashHex().equals(next)) {
            throw new IllegalStateException("the chain breaks at position " + position);
        }
    }

    private static void same(Recorded event, CrashVictim.Ack ack) {
        if (!event.eventId().equals(ack.eventId()) || !event.hashHex().equals(ack.hash())) {
            throw new IllegalStateException("acknowledged " + ack + ", recorded " + event);
        }
    }

    private static void whole(Home home, String blob) throws IOException {
        if (!blob.isEmpty()) {
            try (InputStream in = home.blobs().open(blob)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
        }
    }

    /** Checks the whole log from its start once more, and the list of runs. */
    public void finish() throws IOException {
        long events = position;
        position = 0;
        hash = HashChain.start();
        try (Home open = home.open(clock)) {
            check(open, List.of());
            open.storeRuns();
            List<RunSummary> stored = open.runs().newestFirst();
            List<RunSummary> folded = new RunList(open.store()).newestFirst();
            if (!stored.equals(folded) || position != events) {
                throw new IllegalStateException(
                        events + " events, then " + position + "; runs " + stored + folded);
            }
        }
    }
}
