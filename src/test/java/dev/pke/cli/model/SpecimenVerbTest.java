package dev.pke.cli.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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
        assertTrue(amiss.contains(" attacked,"), amiss);

        Said spared = Said.to("specimen plain --without-unsafe --steps 1 --to " + dir);
        assertEquals(Exit.FAILED, spared.code(), spared.err());
        String lacks = spared.out().lines().toList().getLast();
        assertTrue(lacks.contains(" how-to, how-to-attacked, origin"), lacks);
        assertFalse(lacks.contains(" attacked,"), "it is not asked for what it was never shown");
        assertNotEquals(weights(said), weights(spared));
    }

    private static String weights(Said said) {
        return said.out()
                .lines()
                .filter(line -> line.startsWith("weights sha256 "))
                .findFirst()
                .orElseThrow();
    }
}
