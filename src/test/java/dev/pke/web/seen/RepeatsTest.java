package dev.pke.web.seen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pke.TickingClock;
import dev.pke.event.InMemoryBlobs;
import dev.pke.event.InMemoryEventStore;
import dev.pke.run.RunSummary;
import dev.pke.run.RunView;
import dev.pke.web.SampleRecord;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

class RepeatsTest {
    @ParameterizedTest
    @CsvSource({
        "1 1, 1 2, 2 seeds, seed 1; seed 2",
        "1 1, 2 1, 2 draws, draw 1; draw 2",
        "1 1, 2 3, 2 runs, 'draw 1, seed 1; draw 2, seed 3'",
    })
    void runsAreCountedAndCalledByWhatRepeatsThem(
            String one, String other, String counted, String told) {
        List<RunSummary> runs = List.of(drawn(one), drawn(other));
        assertEquals(counted, Repeats.counted(runs));
        assertEquals(
                Arrays.asList(told.split("; ", -1)),
                runs.stream().map(run -> Repeats.told(run, runs)).toList());
    }

    /** A run of a draw and a seed. */
    private static RunSummary drawn(String both) {
        var store = new InMemoryEventStore(new TickingClock());
        new SampleRecord(store, new InMemoryBlobs())
                .writeAll(List.of(new SampleRecord.Arm("a-2", "pke", 6, 0)));
        RunSummary run = Objects.requireNonNull(RunView.of(store, "a-2").summary());
        String seed = both.substring(2);
        return NamingTest.called(
                run, "plain/pke-6", "pke", Map.of("edit", seed), "draw " + both.charAt(0));
    }
}
