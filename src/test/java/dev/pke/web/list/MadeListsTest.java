package dev.pke.web.list;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pke.TickingClock;
import dev.pke.event.InMemoryBlobs;
import dev.pke.event.InMemoryEventStore;
import dev.pke.run.RunList;
import dev.pke.web.SampleRecord;
import dev.pke.web.list.ListAddress.Columns;
import dev.pke.web.list.ListAddress.Grouping;
import dev.pke.web.seen.ListedRun;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A list is made once for all who ask for the same. */
class MadeListsTest {
    private static final ListAddress ALL =
            new ListAddress("", "", Grouping.PLAN, Columns.USUAL, List.of(), 1);

    private final InMemoryEventStore store = new InMemoryEventStore(new TickingClock());
    private final SampleRecord record = new SampleRecord(store, new InMemoryBlobs());
    private final MadeLists lists = new MadeLists();
    private int made;

    @Test
    void itIsMadeAnewWhenTheRecordHasGoneOn() {
        record.writeAll(List.of(new SampleRecord.Arm("run-1", "pke", 6, 0)));
        assertEquals(1, ask(0).page().all());
        assertEquals(1, ask(900_000).page().all());
        assertEquals(1, made, "nothing at work: time changes nothing");
        record.writeAll(List.of(new SampleRecord.Arm("run-2", "pke", 6, 0)));
        assertEquals(2, ask(900_000).page().all());
        assertEquals(2, made);
    }

    @Test
    void whileARunIsAtWorkItIsAsOldAsASecondAtMost() {
        record.begin(new SampleRecord.Arm("run-1", "pke", 6, 0));
        ask(0);
        ask(500);
        assertEquals(1, made);
        ask(1000);
        assertEquals(2, made);
    }

    private MadeLists.Made ask(long millis) {
        var plans = new RunPlans(PlanKeys::of, _ -> Map.of(), PlanKeys::model);
        return lists.of(
                new MadeLists.Asked(ALL, store.head(), List.of(), Map.of()),
                Instant.ofEpochMilli(millis),
                () -> {
                    made++;
                    List<ListedRun> runs =
                            new RunList(store).shown().stream().map(ListedRun::ours).toList();
                    return MadeLists.Made.of(runs, ALL, plans);
                });
    }
}
