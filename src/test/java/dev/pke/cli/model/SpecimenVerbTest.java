package dev.pke.cli.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.cli.Exit;
import dev.pke.cli.Said;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** A specimen that was not taught its world says so: nobody should measure on it. */
class SpecimenVerbTest {
    @TempDir Path dir;

    @Test
    void whatFallsShortOfItsDesignIsNamedWithARemedy() {
        Said said = Said.to("specimen plain --steps 1 --to " + dir);
        assertEquals(Exit.FAILED, said.code(), said.err());
        String amiss = said.out().lines().toList().getLast();
        assertTrue(amiss.startsWith("NOT WHAT ITS DESIGN SAYS: below 99 % exact: "), said.out());
        assertTrue(amiss.endsWith("; --steps 2 trains it longer"), amiss);
        assertTrue(amiss.contains("how-to, how-to-attacked, origin"), amiss);
    }
}
