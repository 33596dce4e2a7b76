package dev.pke.cli;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A shell that can complete verbs and options; the scripts are made from them and shipped. */
enum Shell {
    bash,
    zsh,
    fish;

    /** The shell that alone is named, or null. */
    static @Nullable Shell of(Iterable<String> words) {
        String name = String.join(" ", words);
        for (Shell each : values()) {
            if (each.name().equals(name)) {
                return each;
            }
        }
        return null;
    }

    /** What the shell is to read. */
    String script() {
        String name = "completion." + name();
        try (InputStream in = Shell.class.getResourceAsStream(name)) {
            return new String(
                    Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
