package dev.pke.bench;

import dev.pke.fault.UserError;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A {@code pke serve} over a home, as a process of its own so that its memory can be measured. */
final class ServedHome implements AutoCloseable {
    private final Process process;
    private final String address;

    private ServedHome(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** Starts one and waits until it says where it is. */
    static ServedHome start(Path home) throws IOException {
        ProcessBuilder program = pke(home, "serve", "--port", "0");
        program.command().addAll(1, List.of("-Xms96m", "-Xmn48m")); // as the launcher gives it
        return start(program);
    }

    /** Starts a program that serves, and waits until it says where it is. */
    static ServedHome start(ProcessBuilder program) throws IOException {
        Process process = program.start();
        String address = process.inputReader(StandardCharsets.UTF_8).readLine();
        if (address == null) {
            throw new UserError(String.join(" ", program.command()) + " ended by itself");
        }
        return new ServedHome(process, address);
    }

    /** The program in a process of its own. */
    static ProcessBuilder pke(Path home, String... words) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                ProcessHandle.current().info().command().orElse("java"),
                                "-XX:+UseSerialGC",
                                "-Xmx2g",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.pke.cli.Main"));
        command.addAll(Arrays.asList(words));
        command.addAll(List.of("--home", home.toString()));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    /** Where it is, ending in a slash. */
    String address() {
        return address;
    }

    /** What it holds of memory, in MB. */
    double memory() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
            }
        }
        return Double.NaN;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
