package dev.pke.cli.run;

import dev.pke.experiment.plan.Plan;
import dev.pke.fault.UserError;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The plans in {@code experiments/}, each called by its folder and name: {@code plain/pke-6}. */
final class ShippedPlans {
    private static final String END = ".yaml";

    private final Path folder;

    /** Those beside the program, wherever it was started. */
    ShippedPlans() {
        this(Path.of(System.getProperty("pke.root", "")).resolve("experiments"));
    }

    ShippedPlans(Path folder) {
        this.folder = folder;
    }

    /** Their names in order; none where there is no such folder. */
    List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(END) && name.contains("/"))
                    .map(name -> name.substring(0, name.length() - END.length()))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException unreadable) {
            throw new UserError(folder + ": can't be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /** The plan of one of the names; {@link UserError} for any other. */
    Plan read(String name) {
        if (!names().contains(name)) {
            throw new UserError("there is no plan " + name + " in " + folder);
        }
        return PlanFile.read(folder.resolve(name + END));
    }
}
