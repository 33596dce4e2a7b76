package dev.pke.cli;

import dev.pke.bench.SqliteLibrary;
import dev.pke.bench.StartBench;
import dev.pke.bench.WebBench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the launcher has Java watch after a build: short verbs on an invented record, a server's
 * first pages, an answer of a shipped model. Java keeps what it learned, and later starts find
 * their classes read and linked.
 */
final class Rehearsal {
    /** The lines of each part; those of short verbs in a home of their own. */
    private static final Map<String, List<String>> PARTS =
            Map.of(
                    "self",
                    List.of("--help", "--version", "completion bash"),
                    "runs",
                    List.of("runs --home=HOME", "runs --home=HOME --json", "help runs"),
                    "show",
                    List.of("show --home=HOME latest", "show --home=HOME nobody"),
                    "remark",
                    List.of("note --home=HOME latest seen", "tag --home=HOME latest kept"),
                    "model",
                    List.of("model answer --new=2 ROOT/experiments/specimen/plain name the land"));

    /** In the shape of a model of seven billion parameters: every part of a page is drawn. */
    private static final String WIDE = "invented-wide";

    /** The pages that whoever starts a server looks at first. */
    private static final List<String> PAGES =
            List.of(
                    "/",
                    "/static/app.css",
                    "/runs/invented-1",
                    "/runs/" + WIDE,
                    "/diff?a=" + WIDE,
                    "/compare?runs=" + WIDE + ",invented-1",
                    "/learn",
                    "/",
                    "/api/runs");

    /** Behind the name of the home for short verbs: that of the server's. */
    private static final String SERVED = ".served";

    private Rehearsal() {}

    /**
     * {@code prepare}, the folder to unpack SQLite's library in and the home to make; or a part and
     * that home: what made it would be learned as well, and every start pays for all that was.
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        String home = args[args.length - 1];
        PrintStream unheard =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        System.setOut(unheard);
        System.setErr(unheard);
        switch (args[0]) {
            case "prepare" -> {
                SqliteLibrary.unpack(Path.of(args[1]));
                StartBench.fill(Path.of(home), 1);
                WebBench.fill(Path.of(home + SERVED), 1, 1);
            }
            case "serve" -> serve(home + SERVED);
            default -> {
                for (String line : Objects.requireNonNull(PARTS.get(args[0]), args[0])) {
                    run(line, home);
                }
            }
        }
    }

    private static void run(String line, String home) {
        String[] words = line.split(" ", -1);
        String root = System.getProperty("pke.root", "");
        Arrays.setAll(words, i -> words[i].replace("HOME", home).replace("ROOT", root));
        Main.run(words);
    }

    /** Serves until its first pages were read. */
    private static void serve(String home) throws IOException, InterruptedException {
        try (var said = new PipedInputStream();
                var out =
                        new PrintStream(new PipedOutputStream(said), true, StandardCharsets.UTF_8);
                var lines =
                        new BufferedReader(new InputStreamReader(said, StandardCharsets.UTF_8))) {
            System.setOut(out);
            Thread server =
                    Thread.ofPlatform().start(() -> run("serve --port=0 --home=HOME", home));
            URI address = URI.create(lines.readLine());
            for (String page : PAGES) {
                read(address, page);
            }
            server.interrupt();
            server.join();
        }
    }

    private static void read(URI address, String page) throws IOException {
        String asked = "GET " + page + " HTTP/1.1\r\nHost: " + address.getAuthority();
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            String whole = asked + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(whole.getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
    }
}
