package dev.pke.experiment.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.event.CanonicalJson;
import dev.pke.event.MalformedJson;
import dev.pke.fault.UserError;
import dev.pke.model.checkpoint.Digest;
import dev.pke.run.RunEvent.DatasetPinned;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A data file's records, each under the SHA-256 of its canonical JSON (RFC 8785), so that spacing
 * and key order don't matter and nothing else can change unseen.
 */
final class Pinned {
    private final Path file;
    private final List<String> digests = new ArrayList<>();

    private Pinned(Path file) {
        this.file = file;
    }

    /** Reads a JSON array. */
    static Pinned read(Path file) {
        Pinned pinned = new Pinned(file);
        try {
            if (CanonicalJson.parse(Files.readString(file)) instanceof List<?> records) {
                for (Object each : records) {
                    pinned.digests.add(Digest.of(CanonicalJson.write(each).getBytes(UTF_8)));
                }
                return pinned;
            }
            throw new UserError(file + ": is no JSON array");
        } catch (MalformedJson malformed) {
            throw new UserError(file + ": " + malformed.getMessage(), malformed);
        } catch (IOException missing) {
            throw new UserError(file + ": cannot be read: " + missing, missing);
        }
    }

    /** The event that pins the records at these places of the file. */
    DatasetPinned of(List<Integer> places) {
        List<String> used = places.stream().map(digests::get).toList();
        String all = Digest.of(String.join("\n", used).getBytes(UTF_8));
        Path folder = file.toAbsolutePath().normalize().getParent();
        String name = folder == null ? "" : String.valueOf(folder.getFileName());
        String split = String.valueOf(file.getFileName()).replaceFirst("\\.json$", "");
        return new DatasetPinned(name, split, used.size(), all, used);
    }
}
