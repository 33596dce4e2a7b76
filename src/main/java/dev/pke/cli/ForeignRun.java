package dev.pke.cli;

import dev.pke.audit.Imports;
import dev.pke.event.Recorded;
import dev.pke.run.RunSummary;
import dev.pke.run.Runs;
import dev.pke.store.Home;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run that was recorded elsewhere and imported here.
 *
 * @param origin the log it is from
 * @param events with the positions that they have there
 */
record ForeignRun(String origin, RunSummary summary, List<Recorded> events) {
    /** All of them, in the order they were imported. */
    static List<ForeignRun> all(Home home) {
        List<ForeignRun> all = new ArrayList<>();
        for (Imports.Imported each : new Imports(home.store(), home.blobs()).all()) {
            for (String run : each.fact().runs()) {
                List<Recorded> events = each.events(run);
                RunSummary summary = Runs.summary(new Runs().fold(events));
                if (summary != null) {
                    all.add(new ForeignRun(each.fact().origin(), summary, events));
                }
            }
        }
        return all;
    }

    /** The first whose id is, or begins with, what was typed; null if there is none. */
    static @Nullable ForeignRun find(Home home, String typed) {
        for (ForeignRun each : all(home)) {
            if (each.summary.run().startsWith(typed)) {
                return each;
            }
        }
        return null;
    }

    /** The summary's JSON with the origin in it. */
    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>(SummaryText.json(summary));
        json.put("origin", origin);
        return json;
    }
}
