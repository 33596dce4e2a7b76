package dev.pke.audit;

import dev.pke.event.EventStore;
import dev.pke.event.ExpectedVersion;
import dev.pke.event.Recorded;
import dev.pke.fault.UserError;
import dev.pke.run.BundleImported;
import dev.pke.run.RunEventCodec;
import dev.pke.run.RunSummary;
import dev.pke.run.RunView;
import dev.pke.run.word.Streams;
import dev.pke.store.FileBlobs;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Consumer;

/**
 * Other people's records beside our own. A bundle is verified, then kept verbatim as a blob (and
 * its blobs as blobs of ours); one event says where it came from. Its events stay in the bundle:
 * they never enter our log, so nobody can take them for ours.
 */
public final class Imports {
    private final EventStore store;
    private final FileBlobs blobs;

    public Imports(EventStore store, FileBlobs blobs) {
        this.store = store;
        this.blobs = blobs;
    }

    /**
     * One imported bundle.
     *
     * @param recorded our event about it
     * @param events the origin's own events, with the positions that they have there
     */
    public record Imported(Recorded recorded, BundleImported fact, List<Recorded> events) {
        /** Takes a copy. */
        public Imported {
            events = List.copyOf(events);
        }

        /** The origin's events about one run, its review included. */
        public List<Recorded> events(String run) {
            return events.stream().filter(e -> run.equals(Streams.runOf(e.stream()))).toList();
        }

        /** The runs in it that are registered, each once, in the order of the bundle. */
        public List<ForeignRun> runs() {
            List<ForeignRun> runs = new ArrayList<>();
            for (String run : new LinkedHashSet<>(fact.runs())) {
                List<Recorded> of = events(run);
                RunSummary summary = RunView.of(run, of).summary();
                if (summary != null && Streams.isRun(run)) {
                    runs.add(new ForeignRun(run, recorded.position(), fact, summary, of));
                }
            }
            return runs;
        }
    }

    /**
     * One event of the origin's log with what proves it.
     *
     * @param previous the chain hash before it, 32 bytes
     * @param proof its RFC 6962 inclusion proof under the origin's head, from the leaf upward
     */
    @SuppressWarnings("ArrayRecordComponent") // read by one page, never compared
    public record Proven(Recorded event, byte[] previous, List<byte[]> proof) {}

    /** Takes a bundle in; one that does not verify is refused. Doing it again changes nothing. */
    public BundleImported take(Path file, Verify verify) {
        Verification verdict = verify.bundle(file);
        if (!verdict.passed()) {
            throw new UserError(file + " is not taken in: " + verdict.reason());
        }
        try (BundleFile bundle = BundleFile.open(file);
                InputStream whole = Files.newInputStream(file)) {
            for (String entry : bundle.manifest().files().keySet()) {
                if (entry.startsWith(BundleManifest.BLOBS)) {
                    try (InputStream blob = bundle.open(entry)) {
                        blobs.put(blob);
                    }
                }
            }
            String digest = blobs.put(whole);
            BundleManifest manifest = bundle.manifest();
            BundleImported fact =
                    new BundleImported(
                            digest,
                            manifest.origin(),
                            manifest.treeSize(),
                            manifest.root(),
                            manifest.runs());
            store.append(
                    Streams.imported(digest.substring(0, 16)),
                    ExpectedVersion.any(),
                    List.of(RunEventCodec.encode("import-" + digest, fact)));
            return fact;
        } catch (IOException e) {
            throw new UserError(file + " can't be taken in: " + e.getMessage(), e);
        }
    }

    /**
     * Earlier imports of the same log, as long as this one and with another root: whoever made them
     * shows different people different pasts. Both are kept, as evidence.
     */
    public List<Recorded> otherHistories(BundleImported imported) {
        return after(0).stream()
                .filter(each ->
                        RunEventCodec.decode(each) instanceof BundleImported earlier
                                && earlier.origin().equals(imported.origin())
                                && earlier.events() == imported.events()
                                && !earlier.head().equals(imported.head()))
                .toList();
    }

    /** Everything that was imported, the oldest first. */
    public List<Imported> all() {
        return after(0).stream().map(this::read).toList();
    }

    /** Every run that was imported, the oldest import first. */
    public List<ForeignRun> runs() {
        return all().stream().flatMap(each -> each.runs().stream()).toList();
    }

    /** Our events about imports behind a position; the bundles stay closed. */
    public List<Recorded> after(long position) {
        List<Recorded> all = new ArrayList<>();
        store.ofType(RunEventCodec.nameOf(BundleImported.class), position).forEach(all::add);
        return all;
    }

    /** Reads the bundle that one of our events is about; {@link UserError} if it is gone. */
    public Imported read(Recorded recorded) {
        if (RunEventCodec.decode(recorded) instanceof BundleImported fact) {
            List<Recorded> events = new ArrayList<>();
            lines(fact, line -> events.add(line.event()));
            return new Imported(recorded, fact, events);
        }
        throw new IllegalArgumentException(recorded.type() + " is about no import");
    }

    /** The origin's event at one of its positions, or null where the bundle does not hold it. */
    public @Nullable Proven proven(BundleImported fact, long position) {
        List<Proven> found = new ArrayList<>();
        lines(
                fact,
                line -> {
                    if (line.event().position() == position) {
                        found.add(new Proven(line.event(), line.previous(), line.proof()));
                    }
                });
        return found.isEmpty() ? null : found.getFirst();
    }

    private void lines(BundleImported fact, Consumer<BundleLine> sink) {
        try (BundleFile bundle = BundleFile.open(blobs.file(fact.bundle()))) {
            bundle.lines((line, number) -> sink.accept(BundleLine.parse(line, number)));
        } catch (IOException e) {
            throw new UserError("bundle " + fact.bundle() + " can't be read: " + e.getMessage(), e);
        }
    }
}
