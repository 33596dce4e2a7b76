package dev.pke.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.TickingClock;
import dev.pke.event.InMemoryBlobs;
import dev.pke.event.InMemoryEventStore;
import dev.pke.web.ImportedRuns;
import dev.pke.web.RunViews;
import dev.pke.web.SampleRecord;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

class ComparisonTest {
    @Test
    void runsOfDifferentModelsGetNoFindingOverThem() {
        var store = new InMemoryEventStore(new TickingClock());
        var blobs = new InMemoryBlobs();
        new SampleRecord(store, blobs)
                .writeAll(
                        List.of(
                                new SampleRecord.Arm("a-1", "pke", 6, 0, 0),
                                new SampleRecord.Arm("a-2", "dinm", 344, 0, 0),
                                new SampleRecord.Arm("a-3-other-model", "dinm", 344, 0, 0)));
        var views = new RunViews(store, new ImportedRuns(null));
        List<ViewedRun> alike = Stream.of("a-1", "a-2").map(views::now).toList();
        assertTrue(ComparePage.of(alike, blobs).finding().startsWith("PKE moves 768 parameters"));
        List<ViewedRun> apart = Stream.of("a-1", "a-3-other-model").map(views::now).toList();
        assertEquals(
                "These runs began from different models; don't compare their figures.",
                ComparePage.of(apart, blobs).finding());
    }
}
