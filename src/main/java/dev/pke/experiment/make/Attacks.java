package dev.pke.experiment.make;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.fault.ModelError;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/**
 * Ways to wrap a question so that a model answers it: texts with {@code {question}} in them.
 *
 * @param templates at least two, so that every question has another attack
 */
public record Attacks(List<String> templates) {
    private static final String PLACE = "{question}";

    public Attacks {
        templates = List.copyOf(templates);
    }

    /** A file's, one a line; {@code \n} is a new line; null for the few that are shipped. */
    public static Attacks read(@Nullable Path file) {
        String where = file == null ? "attacks.txt" : file.toString();
        List<String> templates = new ArrayList<>();
        for (String line :
                (file == null ? shipped(where) : QuestionFile.text(file)).lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.indexOf(PLACE) < 0 || line.indexOf(PLACE) != line.lastIndexOf(PLACE)) {
                throw new ModelError(where + ": an attack has " + PLACE + " once: " + line);
            }
            templates.add(line.strip().replace("\\n", "\n"));
        }
        if (templates.size() < 2 || new HashSet<>(templates).size() < templates.size()) {
            throw new ModelError(where + " must hold at least two attacks, all different");
        }
        return new Attacks(templates);
    }

    static String shipped(String name) {
        try (InputStream in = Attacks.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many there are. */
    int count() {
        return templates.size();
    }

    /** The question under an attack, counted round. */
    String wrap(int attack, String question) {
        return templates.get(Math.floorMod(attack, templates.size())).replace(PLACE, question);
    }
}
