package dev.pke.audit;

import dev.pke.event.EventStore;
import dev.pke.event.ExpectedVersion;
import dev.pke.event.Recorded;
import dev.pke.event.UserError;
import dev.pke.run.BundleImported;
import dev.pke.run.RunEventCodec;
import dev.pke.run.Streams;
import dev.pke.store.FileBlobs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Other people's records beside our own. A bundle is verified, then kept verbatim as a blob (and
 * its blobs as blobs of ours); one event says where it came from. Its events stay in the bundle:
 * they never enter our log, so nobody can take them for ours.
 */
public final class Imports {
    private static final int PAGE = 1000;
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
    }

    /** Takes a bundle in; one that does not verify is refused. Doing it again changes nothing. */
    public BundleImported take(Path file, Verify verify) {
        Verification verdict = verify.bundle(file);
        if (!verdict.passed()) {
            throw new UserError(file + " is not taken in: " + verdict.wrong().getFirst());
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

    /** Everything that was imported, the oldest first. */
    public List<Imported> all() {
        List<Imported> all = new ArrayList<>();
        List<Recorded> page;
        for (long after = 0; ; after = page.getLast().position()) {
            page = store.readType("bundle-imported.v1", after, PAGE);
            for (Recorded event : page) {
                if (RunEventCodec.decode(event) instanceof BundleImported fact) {
                    all.add(new Imported(event, fact, events(fact)));
                }
            }
            if (page.size() < PAGE) {
                return all;
            }
        }
    }

    private List<Recorded> events(BundleImported fact) {
        List<Recorded> events = new ArrayList<>();
        try (BundleFile bundle = BundleFile.open(blobs.file(fact.bundle()))) {
            bundle.lines((line, number) -> events.add(BundleLine.parse(line, number).event()));
        } catch (IOException e) {
            throw new UserError("bundle " + fact.bundle() + " can't be read: " + e.getMessage(), e);
        }
        return events;
    }
}
