package dev.pke.audit.sign;

import dev.pke.fault.UserError;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of heads, one file for each size: those that a home has signed, so that later bundles
 * can prove that the log goes on from every one of them, or those that a witness has seen.
 */
public final class SignedHeads {
    private static final Pattern NAME = Pattern.compile("[0-9]{1,15}\\.head");

    private final Path folder;

    private SignedHeads(Path folder) {
        this.folder = folder;
    }

    /** Those that a home has signed. */
    public static SignedHeads of(Path home) {
        return new SignedHeads(home.resolve("heads"));
    }

    /** Those that a witness has seen of one log. */
    static SignedHeads seen(Path folder, String origin) {
        return new SignedHeads(folder.resolve(origin.replace('/', '-')));
    }

    /** Keeps a head, in place of another of its size. */
    public void keep(SignedHead head) {
        Path file = folder.resolve(head.head().size() + ".head");
        try {
            Files.createDirectories(folder);
            Path part = folder.resolve(file.getFileName() + ".part");
            Files.writeString(part, head.text());
            Files.move(
                    part,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UserError(file + ": the head can't be kept: " + e, e);
        }
    }

    /** All of them, in no order; none where there is no folder. */
    public List<SignedHead> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> NAME.matcher("" + file.getFileName()).matches())
                    .map(SignedHead::read)
                    .toList();
        } catch (IOException e) {
            throw new UserError(folder + ": can't be listed: " + e.getMessage(), e);
        }
    }
}
