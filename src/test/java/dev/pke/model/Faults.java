package dev.pke.model;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pke.fault.ModelError;

import org.junit.jupiter.api.function.Executable;

/** The one line that a fault of the user's is told in. */
public final class Faults {
    private Faults() {}

    public static String line(Executable work) {
        return String.valueOf(assertThrows(ModelError.class, work).getMessage());
    }
}
