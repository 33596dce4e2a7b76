package dev.pke.cli.run;

import dev.pke.cli.Outside;
import dev.pke.experiment.plan.Plan;
import dev.pke.experiment.plan.WrittenPlan;
import dev.pke.fault.UserError;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

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
            Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
            return WrittenPlan.parse(
                    file.toString(), Files.readAllBytes(file), folder, Outside.places());
        } catch (NoSuchFileException missing) {
            throw new UserError(
                    file + ": the plan can't be read; the shipped ones are in experiments/",
                    missing);
        } catch (IOException unreadable) {
            throw new UserError(file + ": the plan can't be read: " + unreadable, unreadable);
        }
    }
}
