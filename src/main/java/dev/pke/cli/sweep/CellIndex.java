package dev.pke.cli.sweep;

import dev.pke.fault.UserError;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Which one cell a process does: as told, or as its cluster's scheduler says. */
final class CellIndex {
    /** What schedulers set for each job of an array. */
    private static final List<String> VARIABLES =
            List.of("SLURM_ARRAY_TASK_ID", "JOB_COMPLETION_INDEX");

    private CellIndex() {}

    /** The index among so many cells; empty for all of them. */
    static OptionalInt of(@Nullable Integer told, Map<String, String> environment, int cells) {
        if (told != null) {
            return OptionalInt.of(checked("--index", String.valueOf(told), cells));
        }
        for (String each : VARIABLES) {
            String value = environment.get(each);
            if (value != null && !value.isBlank()) {
                return OptionalInt.of(checked(each, value, cells));
            }
        }
        return OptionalInt.empty();
    }

    private static int checked(String name, String value, int cells) {
        try {
            int index = Integer.parseInt(value.strip());
            if (index >= 0 && index < cells) {
                return index;
            }
        } catch (NumberFormatException word) {
            throw wrong(name, value, cells, word);
        }
        throw wrong(name, value, cells, null);
    }

    private static UserError wrong(
            String name, String value, int cells, @Nullable NumberFormatException why) {
        String line =
                "%s is %s, must be from 0 to %d: there are %d cells"
                        .formatted(name, value, cells - 1, cells);
        return why == null ? new UserError(line) : new UserError(line, why);
    }
}
