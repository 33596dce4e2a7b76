package dev.pke.experiment.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.fault.UserError;
import dev.pke.model.checkpoint.Digest;
import dev.pke.run.RunEvent.DatasetPinned;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of a judge that is a model, each under its SHA-256, so that no other can judge unseen.
 */
final class PinnedFolder {
    private PinnedFolder() {}

    /** A judge's folders, pinned; none where it is a rule. */
    static List<DatasetPinned> of(String judge, List<Path> folders) {
        return folders.stream().map(folder -> of(judge, folder)).toList();
    }

    private static DatasetPinned of(String judge, Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> digests = new ArrayList<>();
            List<Path> used =
                    files.filter(file -> file.toString().matches(".*\\.(json|safetensors|jinja)"))
                            .sorted()
                            .toList();
            for (Path file : used) {
                digests.add(digest(file));
            }
            String all = Digest.of(String.join("\n", digests).getBytes(UTF_8));
            String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
            return new DatasetPinned(name, judge, digests.size(), all, digests);
        } catch (IOException unreadable) {
            throw new UserError(
                    "%s: folder %s cannot be read: %s".formatted(judge, folder, unreadable),
                    unreadable);
        }
    }

    private static String digest(Path file) throws IOException {
        MessageDigest running = Digest.running();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), running)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return Digest.hex(running);
    }
}
