package dev.pke.audit;

import dev.pke.event.Blobs;
import dev.pke.event.InMemoryBlobs;
import dev.pke.event.Recorded;
import dev.pke.event.Sha256;
import dev.pke.fault.UserError;
import dev.pke.run.BundleImported;
import dev.pke.run.RunSummary;
import dev.pke.run.RunView;
import dev.pke.run.word.Streams;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A bundle read whole into memory: its runs, its events with their proofs, and its blobs. No event
 * of ours is about it, so its runs go by {@code ID@0}.
 */
public final class HeldBundle {
    private final List<ForeignRun> runs;
    private final Map<Long, Imports.Proven> events;
    private final Blobs blobs;

    private HeldBundle(List<ForeignRun> runs, Map<Long, Imports.Proven> events, Blobs blobs) {
        this.runs = List.copyOf(runs);
        this.events = events;
        this.blobs = blobs;
    }

    /** Reads a bundle's bytes, which whoever ships them has verified. */
    public static HeldBundle read(InputStream in) {
        try {
            byte[] bytes = in.readAllBytes();
            Path file = Files.createTempFile("pke-held", ".pke");
            try {
                Files.write(file, bytes);
                return read(file, Sha256.hex(bytes));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UserError("a bundle can't be read: " + e.getMessage(), e);
        }
    }

    /** The digests of a bundle's blobs, without reading the rest of it. */
    public static Set<String> digests(InputStream in) {
        Set<String> digests = new HashSet<>();
        try (var zip = new ZipInputStream(in)) {
            for (ZipEntry each = zip.getNextEntry(); each != null; each = zip.getNextEntry()) {
                if (each.getName().startsWith(BundleManifest.BLOBS)) {
                    digests.add(each.getName().substring(BundleManifest.BLOBS.length()));
                }
            }
        } catch (IOException e) {
            throw new UserError("a bundle can't be read: " + e.getMessage(), e);
        }
        return digests;
    }

    private static HeldBundle read(Path file, String digest) throws IOException {
        try (BundleFile bundle = BundleFile.open(file)) {
            BundleManifest manifest = bundle.manifest();
            Map<Long, Imports.Proven> events = new LinkedHashMap<>();
            bundle.lines((text, number) -> {
                BundleLine line = BundleLine.parse(text, number);
                Recorded event = line.event();
                events.put(
                        event.position(), new Imports.Proven(event, line.previous(), line.proof()));
            });
            var blobs = new InMemoryBlobs();
            for (String entry : manifest.files().keySet()) {
                if (entry.startsWith(BundleManifest.BLOBS)) {
                    try (InputStream blob = bundle.open(entry)) {
                        blobs.put(blob);
                    }
                }
            }
            var fact =
                    new BundleImported(
                            digest,
                            manifest.origin(),
                            manifest.treeSize(),
                            manifest.root(),
                            manifest.runs());
            return new HeldBundle(runs(fact, events), events, blobs);
        }
    }

    private static List<ForeignRun> runs(BundleImported fact, Map<Long, Imports.Proven> events) {
        List<ForeignRun> runs = new ArrayList<>();
        for (String run : fact.runs()) {
            List<Recorded> of =
                    events.values().stream()
                            .map(Imports.Proven::event)
                            .filter(each -> run.equals(Streams.runOf(each.stream())))
                            .toList();
            RunSummary summary = RunView.of(run, of).summary();
            if (summary == null) {
                throw new UserError("the bundle holds nothing of the run " + run);
            }
            runs.add(new ForeignRun(run, 0, fact, summary, of));
        }
        return runs;
    }

    /** Its runs, in the order of the bundle. */
    public List<ForeignRun> runs() {
        return runs;
    }

    /** The run of a key, or null. */
    public @Nullable ForeignRun find(String key) {
        return runs.stream().filter(each -> each.key().equals(key)).findFirst().orElse(null);
    }

    /** The event at a position of its log, or null where it does not hold it. */
    public Imports.@Nullable Proven event(long position) {
        return events.get(position);
    }

    public Blobs blobs() {
        return blobs;
    }
}
