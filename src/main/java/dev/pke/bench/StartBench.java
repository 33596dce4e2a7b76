package dev.pke.bench;

import dev.pke.event.ExpectedVersion;
import dev.pke.fault.UserError;
import dev.pke.run.word.Streams;
import dev.pke.store.Home;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How long short verbs take from the command line, as ratios to {@code java -version}: both are
 * measured in turn, so that a busy machine slows both.
 */
public final class StartBench {
    private static final Bar NONE = new Bar(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    private static final Bar TALK = new Bar(3, Double.POSITIVE_INFINITY);
    private static final Bar RECORD = new Bar(8, Double.POSITIVE_INFINITY);
    private static final Bar PAGE = new Bar(Double.POSITIVE_INFINITY, 2);

    /**
     * What a command may take.
     *
     * @param times as long as {@code java -version} in the same rounds; infinite where any
     * @param seconds by the clock; infinite where any
     */
    public record Bar(double times, double seconds) {
        /** In words; empty where there is none. */
        public String words() {
            if (Double.isFinite(times)) {
                return String.format(Locale.ROOT, "at most %.0f x", times);
            }
            return Double.isFinite(seconds)
                    ? String.format(Locale.ROOT, "at most %.0f s", seconds)
                    : "";
        }
    }

    /**
     * One command of the ladder.
     *
     * @param seconds the quickest of all rounds, for noise only adds
     * @param ratio to the same of {@code java -version}
     * @param bar what it may take
     */
    public record Rung(String name, double seconds, double ratio, Bar bar) {
        public boolean reached() {
            return ratio <= bar.times() && seconds <= bar.seconds();
        }
    }

    private record Command(String name, List<String> words, Bar bar) {}

    /** A verb that does not end by itself: measured until its first page was read. */
    private static final String SERVE = "pke serve, first page";

    private final List<Command> commands = new ArrayList<>();

    /**
     * @param java the program that sets the measure
     * @param pke the program that is measured
     * @param home a home that {@link #fill} filled
     */
    public StartBench(Path java, Path pke, Path home) {
        add("java -version", NONE, java, "-version");
        add("pke --version", TALK, pke, "--version");
        add("pke --help", TALK, pke, "--help");
        add("pke completion bash", TALK, pke, "completion", "bash");
        String dir = home.toString();
        add("pke runs", RECORD, pke, "runs", "--home", dir);
        add("pke show latest", RECORD, pke, "show", "latest", "--home", dir);
        add("pke note latest", RECORD, pke, "note", "latest", "seen", "--home", dir);
        add("pke tag latest", RECORD, pke, "tag", "latest", "ROUND", "--home", dir);
        add(SERVE, PAGE, pke, "serve", "--port", "0", "--home", dir);
    }

    private void add(String name, Bar bar, Path program, String... words) {
        List<String> all = new ArrayList<>(List.of(program.toString()));
        all.addAll(Arrays.asList(words));
        commands.add(new Command(name, all, bar));
    }

    /** Records {@code runs} invented runs of two thousand events each. */
    public static void fill(Path home, int runs) {
        fill(home, runs, 2_000);
    }

    /** Records invented runs of so many events each, and the list of them. */
    static void fill(Path home, int runs, int size) {
        try (Home open = Home.open(home, Clock.systemUTC())) {
            for (int i = 1; i <= runs; i++) {
                String run = "invented-" + i;
                var events = BenchEvents.run(run, size);
                open.store().append(Streams.run(run), ExpectedVersion.none(), events);
            }
            open.storeRuns();
        }
    }

    /** Measures all, {@code rounds} times in turn. */
    public List<Rung> run(int rounds) {
        double[] best = new double[commands.size()];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < best.length; i++) {
                best[i] = Math.min(best[i], seconds(commands.get(i), round));
            }
        }
        List<Rung> ladder = new ArrayList<>();
        for (int i = 0; i < best.length; i++) {
            Command each = commands.get(i);
            ladder.add(new Rung(each.name(), best[i], best[i] / best[0], each.bar()));
        }
        return ladder;
    }

    private static double seconds(Command command, int round) {
        // a run takes a tag once
        List<String> words =
                command.words().stream()
                        .map(word -> word.equals("ROUND") ? "round-" + round : word)
                        .toList();
        try {
            long start = System.nanoTime();
            ProcessBuilder program = new ProcessBuilder(words).redirectError(Redirect.DISCARD);
            if (command.name().equals(SERVE)) {
                return firstPage(program, start);
            }
            int code = program.redirectOutput(Redirect.DISCARD).start().waitFor();
            if (code != 0) {
                throw new UserError(String.join(" ", words) + " ended with code " + code);
            }
            return seconds(start);
        } catch (IOException e) {
            throw new UserError(words.getFirst() + " can't be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted", e);
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static double firstPage(ProcessBuilder program, long start) throws IOException {
        try (ServedHome served = ServedHome.start(program);
                InputStream page = URI.create(served.address()).toURL().openStream()) {
            page.transferTo(OutputStream.nullOutputStream());
            return seconds(start);
        }
    }
}
