package dev.pke.audit;

import dev.pke.event.MerkleProof;
import dev.pke.event.Recorded;
import dev.pke.fault.UserError;
import dev.pke.run.DamagedEvent;
import dev.pke.run.RunEventCodec;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The check of a bundle with nothing but the bundle. One thread. */
final class BundleCheck implements HeadCheck.Past {
    private final BundleFile bundle;
    private final Report report;
    private final Head head;
    private final EventText text = new EventText();
    private final Map<String, Long> versions = new HashMap<>();
    private final Set<String> ids = new HashSet<>();
    private final Map<String, Long> references = new LinkedHashMap<>();
    private byte[] before = new byte[32];
    private long last;
    private long count;

    private BundleCheck(BundleFile bundle, Head head, Report report) {
        this.bundle = bundle;
        this.head = head;
        this.report = report;
    }

    /** Checks everything that a bundle can prove by itself. */
    static BundleCheck run(BundleFile bundle, Report report) throws IOException {
        BundleCheck check = new BundleCheck(bundle, bundle.head().head(), report);
        check.files();
        bundle.lines(check::line);
        check.manifest();
        report.open("whether a stream went on after the events of this bundle");
        return check;
    }

    Head head() {
        return head;
    }

    private void files() throws IOException {
        Map<String, String> listed = bundle.manifest().files();
        Set<String> expected = new TreeSet<>(listed.keySet());
        expected.add(BundleManifest.ENTRY);
        for (String name : new TreeSet<>(bundle.names())) {
            if (!expected.remove(name)) {
                report.wrong("entry " + name + " is not in the manifest");
            }
        }
        for (String name : expected) {
            report.wrong("entry " + name + " is missing");
        }
        for (Map.Entry<String, String> file : listed.entrySet()) {
            if (bundle.names().contains(file.getKey())) {
                content(file.getKey(), file.getValue());
            }
        }
        report.good(listed.size() + " files as the manifest says");
    }

    private void content(String name, String expected) {
        try (InputStream in = bundle.open(name)) {
            String found = BlobCheck.digest(in);
            if (!found.equals(expected)) {
                report.wrong("entry " + name + " holds other bytes: their SHA-256 is " + found);
            } else if (name.startsWith(BundleManifest.BLOBS)
                    && !name.equals(BundleManifest.BLOBS + found)) {
                report.wrong("entry " + name + " is not named by its SHA-256 " + found);
            }
        } catch (IOException e) {
            report.wrong("entry " + name + " can't be read: " + e.getMessage());
        }
    }

    private void line(byte[] bytes, long number) {
        try {
            event(BundleLine.parse(bytes, number));
        } catch (UserError | DamagedEvent e) {
            report.wrong(last + 1, String.valueOf(e.getMessage()));
        }
        count++;
    }

    private void event(BundleLine line) {
        Recorded event = line.event();
        long position = event.position();
        if (position <= last) {
            report.wrong(position, "comes after position " + last);
        }
        boolean follows = position == last + 1;
        if (follows && !Arrays.equals(line.previous(), before)) {
            report.wrong(position, "its previous hash is not the hash of the event before it");
        }
        last = position;
        before = event.hash();
        if (!Arrays.equals(chained(line), event.hash())) {
            report.wrong(position, "its hash does not follow from it and the hash before it");
        }
        if (!MerkleProof.includes(
                head.root(), head.size(), event.hash(), position - 1, line.proof())) {
            report.wrong(position, "its inclusion proof does not lead to the head's root");
        }
        if (!Timestamps.isExact(event.at().getBytes(StandardCharsets.UTF_8))) {
            report.wrong(position, "at is not an RFC 3339 UTC time with three decimals");
        }
        long expected = versions.getOrDefault(event.stream(), 0L) + 1;
        versions.put(event.stream(), event.version());
        if (event.version() != expected) {
            report.wrong(
                    position,
                    "version %d of %s where %d comes next"
                            .formatted(event.version(), event.stream(), expected));
        }
        if (!ids.add(event.eventId())) {
            report.wrong(position, "event id " + event.eventId() + " occurs twice");
        }
        References.of(RunEventCodec.decode(event))
                .forEach(digest -> references.putIfAbsent(digest, position));
    }

    private byte[] chained(BundleLine line) {
        Recorded event = line.event();
        try {
            return text.hash(
                    line.previous(),
                    event.position(),
                    event.stream().getBytes(StandardCharsets.UTF_8),
                    event.version(),
                    event.eventId().getBytes(StandardCharsets.UTF_8),
                    event.type().getBytes(StandardCharsets.UTF_8),
                    event.at().getBytes(StandardCharsets.UTF_8),
                    event.data().getBytes(StandardCharsets.UTF_8));
        } catch (CharacterCodingException e) {
            throw new AssertionError("encoded a line ago", e);
        }
    }

    private void manifest() {
        BundleManifest said = bundle.manifest();
        if (!said.origin().equals(head.origin())
                || said.treeSize() != head.size()
                || !said.root().equals(head.rootHex())) {
            report.wrong("the manifest and the head name different trees");
        }
        if (said.events() != count) {
            report.wrong("%d events, the manifest says %d".formatted(count, said.events()));
        }
        if (!said.streams().equals(List.copyOf(new TreeSet<>(versions.keySet())))) {
            report.wrong("the streams are not those of the manifest");
        }
        Set<String> blobs = new HashSet<>();
        for (String name : bundle.names()) {
            if (name.startsWith(BundleManifest.BLOBS)) {
                blobs.add(name.substring(BundleManifest.BLOBS.length()));
            }
        }
        BlobCheck.missing(blobs, references, report);
        report.good(
                "%d events of %d streams, each with its proof in the tree of %d"
                        .formatted(count, versions.size(), head.size()));
    }

    @Override
    public @Nullable Boolean had(long size, byte[] root) {
        if (!bundle.names().contains(BundleManifest.CONSISTENCY)) {
            return null;
        }
        try {
            Fields link =
                    Fields.parse(
                            bundle.text(BundleManifest.CONSISTENCY), BundleManifest.CONSISTENCY);
            if (link.count("first") != size || link.count("second") != head.size()) {
                return null;
            }
            return MerkleProof.isPrefix(root, size, head.root(), head.size(), link.hashes("proof"));
        } catch (UserError | IOException e) {
            report.wrong(String.valueOf(e.getMessage()));
            return null;
        }
    }
}
