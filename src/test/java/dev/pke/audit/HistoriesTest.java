package dev.pke.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.TickingClock;
import dev.pke.run.BundleImported;
import dev.pke.store.Home;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Someone who shows two people two pasts of one log is found by whoever imports both. */
class HistoriesTest {
    @TempDir private Path folder;

    @Test
    void twoRootsOfOneSizeAreKeptAndSaidByBothVerifiers() throws IOException {
        Path one = folder.resolve("one");
        try (Home theirs = Home.open(one, new TickingClock())) {
            SampleLog.write(theirs.store(), theirs.blobs(), 8);
        }
        Path two = BadHomes.copy(one, folder.resolve("two"));
        Forger forger = Forger.at(two);
        forger.edit(8, "data", "replace(data, '\"s\":1.5', '\"s\":9.5')");
        forger.rehash(8);
        Path ours = folder.resolve("ours");
        try (Home home = Home.open(ours, new TickingClock())) {
            Imports imports = new Imports(home.store(), home.blobs());
            BundleImported first = imports.take(bundle(one), new Verify(null, null, 1));
            assertEquals(List.of(), imports.otherHistories(first));
            BundleImported second = imports.take(bundle(two), new Verify(null, null, 1));
            assertEquals(first.origin(), second.origin());
            assertEquals(1, imports.otherHistories(second).getFirst().position());
        }
        Verification found = new Verify(null, null, 2).home(ours);
        assertTrue(found.passed(), found.lines()::toString);
        assertTrue(found.open().toString().contains("two histories"), found.lines()::toString);
        PythonVerifier python = PythonVerifier.run(ours);
        assertEquals(0, python.exit(), python::output);
        assertTrue(python.output().contains("two histories"), python::output);
    }

    private Path bundle(Path home) {
        Path to = home.resolveSibling(home.getFileName() + ".pke");
        try (Home open = Home.openReadOnly(home)) {
            new BundleWriter(open.store(), open.blobs()).write(List.of("one"), null, null, to);
        }
        return to;
    }
}
