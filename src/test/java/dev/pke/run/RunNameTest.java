package dev.pke.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pke.TickingClock;
import dev.pke.event.ExpectedVersion;
import dev.pke.event.InMemoryEventStore;
import dev.pke.fault.UserError;
import dev.pke.run.RunEvent.RunRegistered;
import dev.pke.run.word.Code;
import dev.pke.run.word.Machine;
import dev.pke.run.word.Streams;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

/** Whatever people remember of a run finds it, and what fits several finds them all. */
class RunNameTest {
    private final InMemoryEventStore store = new InMemoryEventStore(new TickingClock());

    @BeforeEach
    void register() {
        register("20261120-pke-6-ab12", "plain/pke-6", "pke");
        register("20261121-pke-6-cd34", "plain/pke-6", "pke");
        register("20261121-dinm-ef56", "plain/dinm", "dinm");
    }

    private void register(String run, String plan, String method) {
        var registered =
                new RunRegistered(
                        run,
                        Map.of(),
                        plan,
                        method,
                        "plain",
                        Map.of(),
                        new Code("abc", false),
                        new Machine("0".repeat(64), Map.of()));
        store.append(
                Streams.run(run),
                ExpectedVersion.none(),
                List.of(RunEventCodec.encode(run, registered)));
    }

    @ParameterizedTest
    @CsvSource({
        "20261121-pke-6-cd34, 20261121-pke-6-cd34",
        "20261120, 20261120-pke-6-ab12",
        "cd34, 20261121-pke-6-cd34",
        "plain/dinm, 20261121-dinm-ef56",
        "latest, 20261121-dinm-ef56",
        "latest:pke, 20261121-pke-6-cd34",
        "latest:dinm, 20261121-dinm-ef56",
        "20261121, 20261121-dinm-ef56 20261121-pke-6-cd34",
        "plain/pke-6, 20261121-pke-6-cd34 20261120-pke-6-ab12",
        "latest:other, ''",
        "nothing, ''"
    })
    void aNameMeansTheRunsThatItFits(String name, String meant) {
        assertEquals(meant, String.join(" ", RunName.meant(new RunList(store), name)));
    }

    @Test
    void anEmptyNameIsNoneAndNotEveryRuns() {
        RunList runs = new RunList(store);
        UserError error = assertThrows(UserError.class, () -> RunName.meant(runs, " "));
        assertEquals("a run's name is empty; pke runs lists the runs", error.getMessage());
    }

    @Test
    void theLatestOfNoneIsNone() {
        var empty = new RunList(new InMemoryEventStore(new TickingClock()));
        assertEquals(List.of(), RunName.meant(empty, "latest"));
    }
}
