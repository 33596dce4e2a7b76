package dev.pke.cli.plan;

import dev.pke.fault.UserError;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What lies in the checkout that the program was started from. */
final class Shipped {
    private Shipped() {}

    /** The folders of the invented worlds' models; none where there is no checkout. */
    static List<Path> specimens() {
        Path root = Path.of(System.getProperty("pke.root", ""));
        Path folder = root.resolve("experiments").resolve("specimen");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(each -> Files.exists(each.resolve("config.json")))
                    .map(Shipped::here)
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UserError(folder + ": can't be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /** A path as one would type it here, where it lies below. */
    static Path here(Path path) {
        Path here = Path.of("").toAbsolutePath();
        Path whole = path.toAbsolutePath().normalize();
        return whole.startsWith(here) ? here.relativize(whole) : whole;
    }
}
