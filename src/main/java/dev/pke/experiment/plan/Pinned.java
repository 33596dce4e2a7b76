package dev.pke.experiment.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.data.Records;
import dev.pke.event.CanonicalJson;
import dev.pke.event.MalformedJson;
import dev.pke.fault.Fields;
import dev.pke.fault.UserError;
import dev.pke.model.EditInstance;
import dev.pke.model.checkpoint.Digest;
import dev.pke.run.RunEvent.DatasetPinned;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A data file's records, each under the SHA-256 of its canonical JSON (RFC 8785), so that spacing
 * and key order don't matter and nothing else can change unseen.
 */
public final class Pinned {
    private static final String GROWN = "/grown"; // no file is named so

    private final Path file;
    private final List<String> digests = new ArrayList<>();

    private Pinned(Path file) {
        this.file = file;
    }

    /** Reads a file of records. */
    static Pinned read(Path file) {
        Pinned pinned = new Pinned(file);
        try {
            for (Fields each : Records.of(file)) {
                // as texts of one meaning have one digest, whatever form the file has
                Object value = CanonicalJson.parse(each.node().toString());
                pinned.digests.add(Digest.of(CanonicalJson.write(value).getBytes(UTF_8)));
            }
            return pinned;
        } catch (MalformedJson malformed) {
            throw new UserError(file + ": " + malformed.getMessage(), malformed);
        }
    }

    /** Pins instances that were grown from those of a file, as records in SafeEdit's form. */
    public static DatasetPinned grown(Path from, List<EditInstance> grown) {
        Pinned pinned = new Pinned(from);
        for (EditInstance each : grown) {
            Map<String, Object> record = new TreeMap<>();
            record.put("id", each.id());
            record.put("unsafety category", each.category());
            record.put("question", each.question());
            record.put("adversarial prompt", each.prompt());
            record.put("safe generation", each.safe());
            record.put("unsafe generation", each.unsafe());
            pinned.digests.add(Digest.of(CanonicalJson.write(record).getBytes(UTF_8)));
        }
        return pinned.of(IntStream.range(0, grown.size()).boxed().toList(), GROWN, "");
    }

    /** Whether they stand in no file. */
    public static boolean isGrown(DatasetPinned pin) {
        return pin.split().endsWith(GROWN);
    }

    /** The event that pins the records at these places of the file, and what is wrong with them. */
    DatasetPinned of(List<Integer> places, String contaminated) {
        return of(places, "", contaminated);
    }

    private DatasetPinned of(List<Integer> places, String what, String contaminated) {
        List<String> used = places.stream().map(digests::get).toList();
        String all = Digest.of(String.join("\n", used).getBytes(UTF_8));
        Path folder = file.toAbsolutePath().normalize().getParent();
        String name = folder == null ? "" : String.valueOf(folder.getFileName());
        String split =
                String.valueOf(file.getFileName())
                        .replaceFirst("\\.gz$", "")
                        .replaceFirst("\\.(json|jsonl|csv)$", "");
        return new DatasetPinned(name, split + what, used.size(), all, used, contaminated);
    }
}
