package dev.pke.cli.record;

import dev.pke.event.Recorded;
import dev.pke.run.RunSummary;
import dev.pke.run.word.Status;
import dev.pke.run.word.Streams;
import dev.pke.store.Heartbeat;
import dev.pke.store.Home;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs that have not ended and whose process is no longer heard of. */
final class CutOff {
    private CutOff() {}

    /** The ids of those among {@code runs}. */
    static Set<String> of(Home home, List<RunSummary> runs) {
        Set<String> lost = new HashSet<>();
        List<RunSummary> open =
                runs.stream().filter(each -> each.status() == Status.RUNNING).toList();
        if (open.isEmpty()) {
            return lost;
        }
        Map<String, Instant> beats = home.leases().heard();
        Instant now = home.leases().now();
        for (RunSummary each : open) {
            if (Heartbeat.isSilent(beats.get(each.run()), now)
                    && Heartbeat.isSilent(last(home, each.run()), now)) {
                lost.add(each.run());
            }
        }
        return lost;
    }

    private static @Nullable Instant last(Home home, String run) {
        Recorded last = home.store().last(Streams.run(run));
        return last == null ? null : Instant.parse(last.at());
    }
}
