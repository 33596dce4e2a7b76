package dev.pke.cli.record;

import dev.pke.event.Recorded;
import dev.pke.run.RunRecord;
import dev.pke.run.RunSummary;
import dev.pke.run.word.Status;
import dev.pke.store.Home;
import dev.pke.web.seen.Heard;

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
        for (RunSummary each : open) {
            Instant heard = beats.get(each.run());
            Instant silent = home.leases().now().minus(Heard.SILENCE);
            if ((heard == null || heard.isBefore(silent))
                    && last(home, each.run()).isBefore(silent)) {
                lost.add(each.run());
            }
        }
        return lost;
    }

    private static Instant last(Home home, String run) {
        List<Recorded> events = RunRecord.of(home.store(), run);
        return events.isEmpty() ? Instant.MIN : Instant.parse(events.getLast().at());
    }
}
