package dev.pke.cli.run;

import dev.pke.cli.Outside;
import dev.pke.experiment.plan.Plan;
import dev.pke.experiment.plan.WrittenPlan;
import dev.pke.fault.UserError;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A plan's file. */
public final class PlanFile {
    private PlanFile() {}

    /** Reads the plan in it. */
    public static Plan read(Path file) {
        return draft(file).plan();
    }

    /** Reads what is written in it. */
    public static WrittenPlan draft(Path file) {
        try {
            // whole paths go on the record, so that a replay elsewhere finds the same files
            Path folder = file.toAbsolutePath().resolve("..").normalize();
            if (Files.isDirectory(file)) {
                throw new UserError("'" + file + "' is a folder; name a plan's file");
            }
            return WrittenPlan.parse(file.toString(), bytes(file), folder, Outside.places());
        } catch (NoSuchFileException missing) {
            throw new UserError(
                    file + ": the plan can't be read; the shipped ones are in experiments/",
                    missing);
        } catch (IOException unreadable) {
            throw new UserError(file + ": the plan can't be read: " + unreadable, unreadable);
        }
    }

    /** No more than tells that it is none: some files never end. */
    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(WrittenPlan.MOST_BYTES + 1);
        }
    }
}
