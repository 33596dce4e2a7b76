package dev.pke.bench;

import dev.pke.event.ExpectedVersion;
import dev.pke.fault.UserError;
import dev.pke.run.word.Streams;
import dev.pke.store.Home;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How long short verbs take from the command line, as ratios to {@code java -version}: both are
 * measured in turn, so that a busy machine slows both.
 */
public final class StartBench {
    private static final double TALK = 3;
    private static final double RECORD = 8;

    /**
     * One command of the ladder.
     *
     * @param seconds the quickest of all rounds, for noise only adds
     * @param ratio to the same of {@code java -version}
     * @param bar the ratio that it may have; infinite where there is none
     */
    public record Rung(String name, double seconds, double ratio, double bar) {
        public boolean reached() {
            return ratio <= bar;
        }
    }

    private record Command(String name, List<String> words, double bar) {}

    private final List<Command> commands = new ArrayList<>();

    /**
     * @param java the program that sets the measure
     * @param pke the program that is measured
     * @param home a home that {@link #fill} filled
     */
    public StartBench(Path java, Path pke, Path home) {
        add("java -version", Double.POSITIVE_INFINITY, java, "-version");
        add("pke --version", TALK, pke, "--version");
        add("pke --help", TALK, pke, "--help");
        add("pke completion bash", TALK, pke, "completion", "bash");
        String dir = home.toString();
        add("pke runs", RECORD, pke, "runs", "--home", dir);
        add("pke show latest", RECORD, pke, "show", "latest", "--home", dir);
        add("pke note latest", RECORD, pke, "note", "latest", "seen", "--home", dir);
        add("pke tag latest", RECORD, pke, "tag", "latest", "ROUND", "--home", dir);
    }

    private void add(String name, double bar, Path program, String... words) {
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
            Process process =
                    new ProcessBuilder(words)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            int code = process.waitFor();
            if (code != 0) {
                throw new UserError(String.join(" ", words) + " ended with code " + code);
            }
            return (System.nanoTime() - start) / 1e9;
        } catch (IOException e) {
            throw new UserError(words.getFirst() + " can't be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted", e);
        }
    }
}
