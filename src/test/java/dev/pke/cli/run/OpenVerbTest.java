package dev.pke.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.cli.Exit;
import dev.pke.cli.Said;
import dev.pke.store.Home;
import dev.pke.web.SampleRecord;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Clock;

/** A run's page is opened where a server has it. */
class OpenVerbTest {
    @TempDir Path home = Path.of("");

    @Test
    void aServerThatAnswersIsUsed() {
        PrintWriter unheard = new PrintWriter(Writer.nullWriter());
        ServeOptions options = new ServeOptions();
        options.port = 0;
        try (Home open = Home.open(home, Clock.systemUTC())) {
            new SampleRecord(open.store(), open.blobs())
                    .writeAll(SampleRecord.demo().subList(0, 1));
            try (OwnRuns runs = new OwnRuns(open, unheard, new ShippedPlans());
                    Serving serving = Serving.start(open, options, runs)) {
                String port = serving.address().replaceAll(".*:(\\d+)/", "$1");
                String words = "--home " + home + " open --no-browser --port " + port;
                Said said = Said.to(words + " latest:dinm");
                assertEquals(Exit.OK, said.code(), said.err());
                assertEquals(serving.address() + "runs/20261120-170501-dinm-ab01\n", said.out());
                assertEquals(serving.address() + "\n", Said.to(words).out());
                Said none = Said.to(words + " nobody");
                assertEquals(Exit.USAGE, none.code());
                assertTrue(none.err().contains("no run nobody"), none.err());
            }
        }
    }
}
