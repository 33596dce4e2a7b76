package dev.pke.cli;

import dev.pke.fault.Nearest;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The program's entry: finds the verb asked for, runs it, and ends with its exit code. */
public final class Main {
    /** What bytes become that are no text in the locale's encoding, never to be mended. */
    private static final String REPLACEMENT = "\ufffd";

    /** Room for threads that begin while they are counted. */
    private static final int MORE = 16;

    private Main() {}

    /** Runs the verb that {@code args} name and exits with its code. */
    public static void main(String[] args) {
        // the same words and numbers wherever it runs: Turkish has another i, German another point
        Locale.setDefault(Locale.ROOT);
        Output output = Output.standard();
        int code = output.end(run(args));
        if (code != Exit.OK || othersWork()) {
            System.exit(code);
        }
        // else Java ends by itself, and sooner: exit looks for a logger in every library first
    }

    private static boolean othersWork() {
        Thread self = Thread.currentThread();
        ThreadGroup group = Objects.requireNonNull(self.getThreadGroup());
        Thread[] threads = new Thread[group.activeCount() + MORE];
        int count = group.enumerate(threads);
        boolean work = count == threads.length;
        for (int i = 0; i < count; i++) {
            work |= !threads[i].isDaemon() && !threads[i].equals(self);
        }
        return work;
    }

    /** Runs the verb that {@code args} name and returns its exit code. */
    public static int run(String... args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        for (String each : args) {
            if (each.contains(REPLACEMENT)) {
                err.println("pke: not UTF-8: " + each + "; set LC_ALL=C.UTF-8 and say it again");
                return Exit.USAGE;
            }
        }
        Request request = Request.of(Arrays.asList(args));
        Verb verb = Verb.of(request.verb());
        Shell shell = verb == Verb.COMPLETION ? Shell.of(request.words()) : null;
        if (shell != null) {
            return say(out, shell.script());
        }
        if (verb != null) {
            return Execution.of(verb, request.words(), out, err);
        }
        return switch (request.verb()) {
            case Request.HELP -> say(out, Overview.help());
            case Request.VERSION -> say(out, Overview.version() + "\n");
            default -> unknown(request.verb(), err);
        };
    }

    private static int say(PrintWriter out, String text) {
        out.print(text);
        out.flush();
        return Exit.OK;
    }

    private static int unknown(String word, PrintWriter err) {
        if (word.equals(Request.HOME)) {
            err.println("pke: --home needs a folder: --home DIR VERB");
        } else if (word.startsWith("-")) {
            String near = Nearest.suggestion(word, List.of(Request.HOME, "--help", "--version"));
            String why = near.isEmpty() ? "; but for --home, options follow the verb" : near;
            err.println("pke: no verb has come before " + Visible.of(word) + why);
        } else {
            List<String> verbs = Arrays.stream(Verb.values()).map(Verb::word).toList();
            String near = Nearest.suggestion(word, verbs);
            err.println("pke: there is no verb " + Visible.of(word) + near);
        }
        err.println("try: pke --help");
        return Exit.USAGE;
    }
}
