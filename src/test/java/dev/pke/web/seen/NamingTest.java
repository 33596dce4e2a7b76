package dev.pke.web.seen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pke.TickingClock;
import dev.pke.event.InMemoryBlobs;
import dev.pke.event.InMemoryEventStore;
import dev.pke.run.RunSummary;
import dev.pke.run.RunView;
import dev.pke.web.SampleRecord;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Objects;

class NamingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pke | PKE",
                "dinm | DINM",
                "dinm-paper | DINM, paper",
                "random-same-blocks | random, same blocks",
                "none | before any edit",
                "largest-activations | largest activations",
                "ft-l | FT-L",
                "somebody-elses | somebody-elses"
            })
    void aMethodReadsAsProse(String method, String name) {
        assertEquals(name, Naming.method(method));
    }

    @Test
    void runsOfOneMethodAreToldApartByWhatDiffers() {
        var store = new InMemoryEventStore(new TickingClock());
        var record = new SampleRecord(store, new InMemoryBlobs());
        record.writeAll(
                List.of(
                        new SampleRecord.Arm("a-1", "pke", 2, 0),
                        new SampleRecord.Arm("a-2", "pke", 6, 0),
                        new SampleRecord.Arm("a-3", "pke", 6, 0),
                        new SampleRecord.Arm("a-4", "dinm", 344, 0)));
        List<RunSummary> runs =
                List.of("a-1", "a-2", "a-3", "a-4").stream()
                        .map(run -> Objects.requireNonNull(RunView.of(store, run).summary()))
                        .toList();
        assertEquals(List.of("PKE 2", "PKE 6 · 2", "PKE 6 · 3", "DINM"), Naming.apart(runs));
    }
}
