package dev.pke.audit;

import dev.pke.audit.sign.Head;
import dev.pke.audit.sign.SignedHead;
import dev.pke.audit.sign.SigningKey;
import dev.pke.event.Blobs;
import dev.pke.event.CanonicalJson;
import dev.pke.event.EventStore;
import dev.pke.event.HashChain;
import dev.pke.event.Recorded;
import dev.pke.event.Sha256;
import dev.pke.event.merkle.MerkleTree;
import dev.pke.fault.UserError;
import dev.pke.run.Fact;
import dev.pke.run.References;
import dev.pke.run.ReviewEvent.Erased;
import dev.pke.run.RunEventCodec;
import dev.pke.run.RunRecord;
import dev.pke.run.word.Streams;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipOutputStream;

/**
 * Packs runs into one file that can be checked offline: their events, each with the hash before it
 * and its proof in the tree, the tree's head, every blob they refer to, and a manifest. The same
 * log and runs give the same bytes (a signature apart).
 */
public final class BundleWriter {
    private final EventStore store;
    private final Blobs blobs;
    private final MerkleTree tree = new MerkleTree();
    private final List<Head> signed = new ArrayList<>();
    private byte @Nullable [] first;

    /** Reads the hashes of the whole log as it stands now. */
    public BundleWriter(EventStore store, Blobs blobs) {
        this.store = store;
        this.blobs = blobs;
        for (Recorded event : store.all(0)) {
            tree.add(event.hash());
            if (first == null) {
                first = event.hash();
            }
        }
    }

    /** The head that the proofs lead to. */
    public Head head() {
        return new Head(Head.originOf(first), tree.size(), tree.root());
    }

    /** Lets bundles prove that this log goes on from heads that it has signed; itself. */
    public BundleWriter provingFrom(List<Head> heads) {
        signed.addAll(heads);
        return this;
    }

    /**
     * Writes a bundle.
     *
     * @param signer signs the head; null leaves it unsigned
     * @param since an older head to prove consistency from; null for none
     */
    public BundleManifest write(
            List<String> runs, @Nullable SigningKey signer, @Nullable Head since, Path to) {
        mustBeHere(runs);
        SortedMap<String, byte[]> texts = new TreeMap<>();
        SignedHead head = new SignedHead(head(), List.of());
        if (signer != null) {
            head = signer.sign(head);
            texts.put(BundleManifest.KEY, utf8(signer.publicKey().pem()));
        }
        texts.put(BundleManifest.HEAD, utf8(head.text()));
        SortedMap<Long, Head> older = new TreeMap<>();
        signed.forEach(each -> older.put(each.size(), each));
        if (since != null) {
            older.put(since.size(), since);
        }
        if (!older.isEmpty()) {
            List<Object> links = new ArrayList<>();
            older.values().forEach(each -> links.add(consistency(each).json()));
            texts.put(BundleManifest.CONSISTENCY, utf8(CanonicalJson.write(links)));
        }
        return save(to, texts, new Packed(runs));
    }

    private void mustBeHere(List<String> runs) {
        for (String run : runs) {
            if (!RunRecord.holds(store, run)) {
                throw new UserError("there is no run " + run + " here; `pke runs` lists them");
            }
        }
    }

    /** What goes by while the events of some runs are written, one by one. */
    private final class Packed {
        private final List<String> runs;
        private final Set<String> wanted;
        private final SortedSet<String> digests = new TreeSet<>();
        private final SortedSet<String> streams = new TreeSet<>();
        private long events;

        Packed(List<String> runs) {
            this.runs = runs;
            this.wanted = Set.copyOf(runs);
        }

        /** Writes a line an event, in the order of positions; the lines' SHA-256. */
        String lines(OutputStream out) throws IOException {
            DigestOutputStream lines = new DigestOutputStream(out, Sha256.digest());
            byte[] previous = HashChain.start();
            for (Recorded event : store.all(0)) {
                if (event.position() > tree.size()) {
                    break; // somebody writes meanwhile
                }
                String run = Streams.runOf(event.stream());
                if (run != null && wanted.contains(run)) {
                    lines.write(line(event, previous));
                    noted(event);
                }
                previous = event.hash();
            }
            return HexFormat.of().formatHex(lines.getMessageDigest().digest());
        }

        private void noted(Recorded event) {
            events++;
            streams.add(event.stream());
            Fact fact = RunEventCodec.decode(event);
            digests.addAll(References.of(fact));
            if (fact instanceof Erased gone) {
                digests.removeAll(gone.blobs());
            }
        }

        BundleManifest manifest(SortedMap<String, String> files) {
            Head head = head();
            digests.forEach(digest -> files.put(BundleManifest.BLOBS + digest, digest));
            return new BundleManifest(
                    head.origin(),
                    head.size(),
                    head.rootHex(),
                    runs,
                    List.copyOf(streams),
                    events,
                    files);
        }
    }

    private byte[] line(Recorded event, byte[] previous) {
        List<String> proof =
                tree.inclusion(event.position() - 1, tree.size()).stream()
                        .map(HexFormat.of()::formatHex)
                        .toList();
        return utf8(
                "{\"event\":"
                        + HashChain.canonical(event)
                        + ",\"hash\":\""
                        + event.hashHex()
                        + "\",\"previous\":\""
                        + HexFormat.of().formatHex(previous)
                        + "\",\"proof\":"
                        + CanonicalJson.write(proof)
                        + "}\n");
    }

    private Consistency consistency(Head since) {
        if (since.size() > tree.size()
                || !java.util.Arrays.equals(tree.root(since.size()), since.root())) {
            throw new UserError(
                    "the head of size %d is not an earlier head of this log: given with --since, or"
                                    .formatted(since.size())
                            + " signed by this home before the log was rewritten");
        }
        return new Consistency(
                since.size(), tree.size(), tree.consistency(since.size(), tree.size()));
    }

    private BundleManifest save(Path to, SortedMap<String, byte[]> texts, Packed packed) {
        Path part = to.resolveSibling(to.getFileName() + ".part");
        try {
            BundleManifest manifest;
            try (OutputStream file = Files.newOutputStream(part);
                    ZipOutputStream zip = new ZipOutputStream(file)) {
                manifest = write(zip, texts, packed);
            }
            Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
            return manifest;
        } catch (IOException e) {
            throw new UserError(to + ": the bundle can't be written: " + e.getMessage(), e);
        } finally {
            drop(part);
        }
    }

    /** Entries in the order of their names, the blobs last. */
    private BundleManifest write(
            ZipOutputStream zip, SortedMap<String, byte[]> texts, Packed packed)
            throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        texts.forEach((name, bytes) -> files.put(name, Sha256.hex(bytes)));
        for (Map.Entry<String, byte[]> text : texts.headMap(BundleManifest.EVENTS).entrySet()) {
            ZipEntries.deflated(zip, text.getKey(), text.getValue());
        }
        ZipEntries.begin(zip, BundleManifest.EVENTS);
        files.put(BundleManifest.EVENTS, packed.lines(zip));
        zip.closeEntry();
        for (Map.Entry<String, byte[]> text : texts.tailMap(BundleManifest.EVENTS).entrySet()) {
            ZipEntries.deflated(zip, text.getKey(), text.getValue());
        }
        BundleManifest manifest = packed.manifest(files);
        ZipEntries.deflated(zip, BundleManifest.ENTRY, utf8(manifest.json()));
        for (String digest : packed.digests) {
            blob(zip, digest);
        }
        return manifest;
    }

    private void blob(ZipOutputStream zip, String digest) throws IOException {
        if (!blobs.has(digest)) {
            throw new UserError(
                    "blob "
                            + digest
                            + " is not here: `pke verify` says why; an archived run"
                            + " comes back with `pke archive --back`");
        }
        try (InputStream in = blobs.open(digest)) {
            ZipEntries.deflated(zip, BundleManifest.BLOBS + digest, in);
        }
    }

    /** What is left of a bundle that could not be written. */
    private static void drop(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            return; // what kept the bundle from being written has been said
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
