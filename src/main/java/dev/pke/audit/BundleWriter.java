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

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
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
    private final List<byte[]> hashes = new ArrayList<>();

    private final List<Head> signed = new ArrayList<>();

    /** Reads the hashes of the whole log as it stands now. */
    public BundleWriter(EventStore store, Blobs blobs) {
        this.store = store;
        this.blobs = blobs;
        for (Recorded event : store.all(0)) {
            hashes.add(event.hash());
            tree.add(event.hash());
        }
    }

    /** The head that the proofs lead to. */
    public Head head() {
        byte[] first = hashes.isEmpty() ? null : hashes.getFirst();
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
        List<Recorded> events = events(runs);
        SortedMap<String, byte[]> texts = new TreeMap<>();
        SignedHead head = new SignedHead(head(), List.of());
        if (signer != null) {
            head = signer.sign(head);
            texts.put(BundleManifest.KEY, utf8(signer.publicKey().pem()));
        }
        texts.put(BundleManifest.HEAD, utf8(head.text()));
        texts.put(BundleManifest.EVENTS, lines(events));
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
        SortedSet<String> digests = new TreeSet<>();
        SortedSet<String> streams = new TreeSet<>();
        for (Recorded event : events) {
            streams.add(event.stream());
            Fact fact = RunEventCodec.decode(event);
            digests.addAll(References.of(fact));
            if (fact instanceof Erased gone) {
                digests.removeAll(gone.blobs());
            }
        }
        SortedMap<String, String> files = new TreeMap<>();
        texts.forEach((name, bytes) -> files.put(name, Sha256.hex(bytes)));
        digests.forEach(digest -> files.put(BundleManifest.BLOBS + digest, digest));
        BundleManifest manifest =
                new BundleManifest(
                        head.head().origin(),
                        head.head().size(),
                        head.head().rootHex(),
                        runs,
                        List.copyOf(streams),
                        events.size(),
                        files);
        texts.put(BundleManifest.ENTRY, utf8(manifest.json()));
        save(to, texts, digests);
        return manifest;
    }

    private List<Recorded> events(List<String> runs) {
        List<Recorded> events = new ArrayList<>();
        for (String run : runs) {
            if (!RunRecord.holds(store, run)) {
                throw new UserError("there is no run " + run + " here; `pke runs` lists them");
            }
            events.addAll(RunRecord.of(store, run));
        }
        events.removeIf(event -> event.position() > tree.size());
        events.sort(Comparator.comparingLong(Recorded::position));
        return events;
    }

    private byte[] lines(List<Recorded> events) {
        StringBuilder out = new StringBuilder();
        for (Recorded event : events) {
            int index = Math.toIntExact(event.position() - 1);
            byte[] previous = index == 0 ? HashChain.start() : hashes.get(index - 1);
            List<String> proof =
                    tree.inclusion(index, tree.size()).stream().map(BundleWriter::hex).toList();
            out.append("{\"event\":")
                    .append(
                            HashChain.canonical(
                                    event.position(),
                                    event.stream(),
                                    event.version(),
                                    event.eventId(),
                                    event.type(),
                                    event.at(),
                                    event.data()))
                    .append(",\"hash\":\"")
                    .append(event.hashHex())
                    .append("\",\"previous\":\"")
                    .append(hex(previous))
                    .append("\",\"proof\":")
                    .append(CanonicalJson.write(proof))
                    .append("}\n");
        }
        return utf8(out.toString());
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

    private void save(Path to, SortedMap<String, byte[]> texts, SortedSet<String> digests) {
        Path part = to.resolveSibling(to.getFileName() + ".part");
        try {
            try (OutputStream file = Files.newOutputStream(part);
                    ZipOutputStream zip = new ZipOutputStream(file)) {
                for (Map.Entry<String, byte[]> text : texts.entrySet()) {
                    ZipEntries.deflated(zip, text.getKey(), text.getValue());
                }
                for (String digest : digests) {
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
            }
            Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UserError(to + ": the bundle can't be written: " + e.getMessage(), e);
        } finally {
            drop(part);
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

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
