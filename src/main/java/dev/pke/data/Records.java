package dev.pke.data;

import dev.pke.fault.Fields;
import dev.pke.model.checkpoint.DataFile;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The records of a file in any form of this room, the same ones whatever the file is written in.
 */
public final class Records {
    static final String CONSTRAINT = "knowledge constrain";
    static final String GENERALISATION = "generalization test";
    static final String ALIASES = "aliases";
    private static final Set<String> NESTED = Set.of(CONSTRAINT, GENERALISATION, ALIASES);

    private Records() {}

    /** The records of {@code file}, in its order. */
    public static List<Fields> of(Path file) {
        return DataFile.records(file, NESTED);
    }
}
