package dev.pke.cli.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.cli.Exit;
import dev.pke.cli.Interrupt;
import dev.pke.fault.UserError;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Other processes of this program, each at work on its share of a grid, whose lines are told here.
 * They are processes since torch has one number of threads for all of a process; those that are
 * still at work when this is closed are asked to end, as by Ctrl-C.
 */
final class CellWorkers implements AutoCloseable {
    private static final String MAIN = "dev.pke.cli.Main";
    private static final Duration LOOKS = Duration.ofSeconds(1);

    private final List<Process> processes = new ArrayList<>();
    private final List<Thread> tellers = new ArrayList<>();

    /** This program in another process, to which words are added. */
    static ProcessBuilder program() {
        ProcessHandle.Info self = ProcessHandle.current().info();
        List<String> said = List.of(self.arguments().orElse(new String[0]));
        List<String> command = new ArrayList<>(List.of(self.command().orElse("java")));
        if (said.contains(MAIN)) {
            command.addAll(said.subList(0, said.indexOf(MAIN)));
        } else {
            command.addAll(List.of("-XX:+UseSerialGC", "-Xmx2g"));
            command.add("--enable-native-access=ALL-UNNAMED");
            command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        }
        command.add(MAIN);
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    /** Starts one more, whose lines begin with {@code prefix}. */
    void start(ProcessBuilder program, String prefix, PrintWriter talk) {
        try {
            Process process = program.start();
            processes.add(process);
            BufferedReader lines = process.inputReader(UTF_8);
            tellers.add(Thread.ofVirtual().start(() -> tell(lines, prefix, talk)));
        } catch (IOException e) {
            throw new UserError("no other process can be started: " + e.getMessage(), e);
        }
    }

    private static void tell(BufferedReader lines, String prefix, PrintWriter talk) {
        try (lines) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                talk.println(prefix + line);
                talk.flush();
            }
        } catch (IOException ended) {
            // it has no more to say
        }
    }

    /** Waits for all of them; what they came to, as an exit code. */
    int await(Interrupt interrupt) throws InterruptedException {
        int worst = Exit.OK;
        for (Process each : processes) {
            while (!each.waitFor(LOOKS)) {
                if (interrupt.asked()) {
                    return Exit.CANCELLED;
                }
            }
            if (each.exitValue() != Exit.OK) {
                worst = interrupt.asked() ? Exit.CANCELLED : Exit.FAILED;
            }
        }
        return worst;
    }

    @Override
    public void close() {
        processes.forEach(Process::destroy);
        processes.forEach(each -> each.onExit().join());
        for (Thread each : tellers) {
            try {
                each.join();
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
