package dev.pke.web;

import dev.pke.audit.ForeignRun;
import dev.pke.audit.Imports;
import dev.pke.event.Recorded;
import dev.pke.fault.UserError;
import dev.pke.run.BundleImported;
import dev.pke.run.DamagedEvent;
import dev.pke.run.RunEventCodec;
import dev.pke.web.learn.ShippedRecord;
import dev.pke.web.seen.ListedRun;
import dev.pke.web.seen.Origin;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The runs that were recorded elsewhere and imported here: the pages' one source of them. Every
 * question first looks for new imports; the lines of all runs are kept, the events of those asked
 * for last. Any thread may ask; one reads a bundle at a time.
 */
public final class ImportedRuns {
    private static final int KEPT = 48;

    private final @Nullable Imports imports;
    private final Map<String, ListedRun> runs = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();
    private final Map<String, ForeignRun> read =
            new LinkedHashMap<>(KEPT, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, ForeignRun> eldest) {
                    return size() > KEPT;
                }
            };
    private final ShippedRecord shipped = new ShippedRecord();
    private long seen;

    /** A record that keeps no bundles, as one in memory alone, has none of them. */
    public ImportedRuns(@Nullable Imports imports) {
        this.imports = imports;
    }

    /** Their lines, the latest import first. */
    synchronized List<ListedRun> runs() {
        look();
        return new ArrayList<>(runs.values()).reversed();
    }

    /** Why imports are missing among them, a line each: a bundle that is gone or damaged. */
    synchronized List<String> faults() {
        look();
        return List.copyOf(faults);
    }

    /** The record that ships with the program: its runs are found here, and are in no list. */
    ShippedRecord shipped() {
        return shipped;
    }

    /** The run of a key, or the latest imported of a bare id; null if there is none. */
    synchronized @Nullable ForeignRun find(String keyOrId) {
        if (ShippedRecord.holds(keyOrId)) {
            return shipped.find(keyOrId);
        }
        look();
        String key = keyOrId;
        for (String each : runs.keySet()) {
            if (each.startsWith(keyOrId + "@")) {
                key = each;
            }
        }
        ListedRun listed = runs.get(key);
        Origin origin = listed == null ? null : listed.origin();
        if (origin == null) {
            return null;
        }
        ForeignRun known = read.get(key);
        if (known == null && imports != null) {
            imports.after(origin.imported() - 1).stream().limit(1).forEach(this::take);
            known = read.get(key);
        }
        return known;
    }

    /** The event at a position of that run's own log, with its proof; null where none is held. */
    synchronized Imports.@Nullable Proven event(ForeignRun run, long position) {
        if (ShippedRecord.holds(run.key())) {
            return shipped.bundle().event(position);
        }
        boolean its = run.events().stream().anyMatch(event -> event.position() == position);
        return imports == null || !its ? null : imports.proven(run.imported(), position);
    }

    private void look() {
        if (imports == null) {
            return;
        }
        for (Recorded event : imports.after(seen)) {
            try {
                take(event);
            } catch (UserError | DamagedEvent unreadable) {
                faults.add(fault(event) + unreadable.getMessage());
            }
            seen = event.position();
        }
    }

    private void take(Recorded event) {
        if (imports != null) {
            for (ForeignRun each : imports.read(event).runs()) {
                runs.put(each.key(), new ListedRun(each.key(), Origin.of(each), each.summary()));
                read.put(each.key(), each);
            }
        }
    }

    private static String fault(Recorded event) {
        String origin =
                RunEventCodec.decode(event) instanceof BundleImported fact ? fact.origin() : "";
        return "The import of event " + event.position() + " from " + origin + " is missing: ";
    }
}
