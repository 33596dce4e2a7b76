package dev.pke.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;

/** What the program said to some words, and the code it would have ended with. */
public record Said(int code, String out, String err) {
    /** Says words to the program, which are parted by single blanks. */
    public static Said to(String words) {
        return to(List.of(words.split(" ", -1)));
    }

    /** Says words to the program. */
    public static Said to(List<String> words) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, UTF_8));
        System.setErr(new PrintStream(told, true, UTF_8));
        try {
            int code = Main.run(words.toArray(String[]::new));
            return new Said(code, said.toString(UTF_8), told.toString(UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
