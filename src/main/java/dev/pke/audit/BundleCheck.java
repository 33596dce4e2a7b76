package dev.pke.audit;

import dev.pke.audit.sign.Head;
import dev.pke.event.HashChain;
import dev.pke.event.Recorded;
import dev.pke.event.Sha256;
import dev.pke.event.merkle.MerkleProof;
import dev.pke.fault.UserError;
import dev.pke.run.Fact;
import dev.pke.run.texts.Texts;
import dev.pke.run.word.Streams;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The check of a bundle with nothing but the bundle. One thread. */
final class BundleCheck implements HeadCheck.Past {
    private static final Set<String> ENTRIES =
            Set.of(
                    BundleManifest.ENTRY,
                    BundleManifest.HEAD,
                    BundleManifest.KEY,
                    BundleManifest.EVENTS,
                    BundleManifest.CONSISTENCY);

    private final BundleFile bundle;
    private final Report report;
    private final Head head;
    private final Succession succession;
    private final Set<String> ids = new HashSet<>();
    private final List<Consistency> links = new ArrayList<>();
    private byte[] before = HashChain.start();
    private long last;
    private long count;

    private BundleCheck(BundleFile bundle, Head head, Report report) {
        this.bundle = bundle;
        this.head = head;
        this.report = report;
        this.succession = new Succession(report, this::text);
    }

    /** Checks everything that a bundle can prove by itself. */
    static BundleCheck run(BundleFile bundle, Report report) throws IOException {
        BundleCheck check = new BundleCheck(bundle, bundle.head().head(), report);
        check.files();
        check.links();
        bundle.lines(check::line);
        check.manifest();
        check.succession.sayRecounted();
        report.open("whether a stream went on after the events of this bundle");
        return check;
    }

    Head head() {
        return head;
    }

    private void files() {
        Map<String, String> listed = bundle.manifest().files();
        Set<String> expected = new TreeSet<>(listed.keySet());
        expected.add(BundleManifest.ENTRY);
        for (String name : new TreeSet<>(bundle.names())) {
            if (!expected.remove(name)) {
                report.wrong("entry " + name + " is not in the manifest");
            } else if (!ENTRIES.contains(name) && !isBlob(name)) {
                report.wrong("entry " + name + " is none that a bundle has");
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

    private static boolean isBlob(String entry) {
        return entry.startsWith(BundleManifest.BLOBS)
                && BlobCheck.NAME.matcher(entry.substring(BundleManifest.BLOBS.length())).matches();
    }

    private void content(String name, String expected) {
        try (InputStream in = bundle.open(name)) {
            String found = Sha256.hex(in);
            if (!found.equals(expected)) {
                report.wrong("entry " + name + " holds other bytes: their SHA-256 is " + found);
            } else if (isBlob(name) && !name.equals(BundleManifest.BLOBS + found)) {
                report.wrong("entry " + name + " is not named by its SHA-256 " + found);
            }
        } catch (IOException e) {
            report.wrong("entry " + name + " can't be read: " + e.getMessage());
        }
    }

    private byte @Nullable [] text(String digest) {
        String name = BundleManifest.BLOBS + digest;
        if (!bundle.names().contains(name)) {
            return null;
        }
        try (InputStream in = bundle.open(name)) {
            return in.readNBytes(Texts.MOST_BYTES);
        } catch (IOException unreadable) {
            return null; // said where every entry is read
        }
    }

    private void line(byte[] bytes, long number) {
        count++;
        try {
            event(BundleLine.parse(bytes, number));
        } catch (UserError e) {
            report.wrong(last + 1, String.valueOf(e.getMessage()));
        }
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
        if (position == 1 && !Head.originOf(before).equals(head.origin())) {
            report.wrong(1, "the origin is not named by the first event's hash");
        }
        if (!ids.add(event.eventId())) {
            report.wrong(position, "event id " + event.eventId() + " occurs twice");
        }
        Fact fact = null;
        Object data = LogPart.data(event, report);
        if (data != null) {
            proven(line);
            fact = LogPart.fact(event, data, report);
        }
        succession.next(event, fact);
    }

    private void proven(BundleLine line) {
        Recorded event = line.event();
        long position = event.position();
        if (!Arrays.equals(HashChain.next(line.previous(), event), event.hash())) {
            report.wrong(position, "its hash does not follow from it and the hash before it");
        }
        if (!MerkleProof.includes(
                head.root(), head.size(), event.hash(), position - 1, line.proof())) {
            report.wrong(position, "its inclusion proof does not lead to the head's root");
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
        Set<String> streams = succession.streams();
        if (!said.streams().equals(List.copyOf(new TreeSet<>(streams)))) {
            report.wrong("the streams are not those of the manifest");
        }
        runs(said.runs(), streams);
        Set<String> blobs = new TreeSet<>();
        for (String name : bundle.names()) {
            if (isBlob(name)) {
                blobs.add(name.substring(BundleManifest.BLOBS.length()));
            }
        }
        succession.removals().judge(blobs);
        blobs.removeAll(succession.removals().references().keySet());
        blobs.forEach(blob -> report.wrong("no event here refers to blob " + blob));
        report.good(
                "%d events of %d streams, each with its proof in the tree of %d"
                        .formatted(count, streams.size(), head.size()));
    }

    private void runs(List<String> runs, Set<String> streams) {
        Set<String> distinct = new HashSet<>(runs);
        if (runs.isEmpty() || distinct.size() != runs.size()) {
            report.wrong("the manifest names no run, or one twice");
        }
        for (String run : runs) {
            if (!streams.contains("run/" + run)) {
                report.wrong(
                        "run " + run + " is named in the manifest, and no event of it is here");
            }
        }
        for (String stream : streams) {
            if (!distinct.contains(String.valueOf(Streams.runOf(stream)))) {
                report.wrong("stream " + stream + " is of no run that the manifest names");
            }
        }
    }

    private void links() throws IOException {
        if (bundle.names().contains(BundleManifest.CONSISTENCY)) {
            links.addAll(Consistency.parse(bundle.text(BundleManifest.CONSISTENCY)));
            for (Consistency link : links) {
                if (link.first() > link.second() || link.second() != head.size()) {
                    report.wrong(
                            "a proof of consistency leads from size %d to size %d"
                                    .formatted(link.first(), link.second()));
                }
            }
        }
    }

    @Override
    public @Nullable Boolean had(long size, byte[] root) {
        for (Consistency link : links) {
            if (link.first() == size && link.second() == head.size()) {
                return MerkleProof.isPrefix(root, size, head.root(), head.size(), link.proof());
            }
        }
        return null;
    }
}
