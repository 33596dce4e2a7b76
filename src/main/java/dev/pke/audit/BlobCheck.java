package dev.pke.audit;

import dev.pke.event.Sha256;
import dev.pke.fault.UserError;
import dev.pke.run.texts.Texts;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The check of a folder of blobs: every file against its name, every reference against a file. */
public final class BlobCheck {
    public static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");

    /** Twice the largest tensor of the models we know: a stranger's file has to end somewhere. */
    static final long MOST_BYTES = 8L << 30;

    private BlobCheck() {}

    /** The folders that blobs are looked for in: a home's own, and those that were named. */
    record Places(List<Path> folders) {
        /**
         * The beginning of a blob, all of it where it holds an answer's texts; null if none is
         * here.
         */
        byte @Nullable [] text(String digest) {
            for (Path folder : folders) {
                Path file = folder.resolve(digest.substring(0, 2)).resolve(digest);
                if (Files.isRegularFile(file)) {
                    try (InputStream in = Files.newInputStream(file)) {
                        return in.readNBytes(Texts.MOST_BYTES);
                    } catch (IOException unreadable) {
                        return null; // who looks at every blob says so
                    }
                }
            }
            return null;
        }
    }

    /** Checks all blobs in some folders, and that every one is there that should be. */
    static void run(Places places, Removals removals, Report report) {
        Map<String, Long> references = removals.references();
        Set<String> present = new TreeSet<>();
        List<Path> named = new ArrayList<>();
        List<Path> others = new ArrayList<>();
        for (Path folder : places.folders()) {
            if (Files.isDirectory(folder)) {
                Path root = real(folder);
                files(root).forEach(file -> (isNamed(root, file) ? named : others).add(file));
            }
        }
        named.parallelStream().forEach(file -> content(file, references, report));
        named.forEach(file -> present.add(name(file)));
        if (!others.isEmpty()) {
            report.open(
                    "%d files under blobs/ are not named as blobs, the first: %s"
                            .formatted(others.size(), others.getFirst()));
        }
        removals.judge(present);
        report.good(
                present.size() + " blobs looked at, " + references.size() + " references to blobs");
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(file -> !Files.isDirectory(file)).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            throw new UserError(folder + ": can't be listed: " + e.getMessage(), e);
        }
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw new UserError(folder + ": can't be listed: " + e.getMessage(), e);
        }
    }

    /** Whether a blob would be looked for there. */
    private static boolean isNamed(Path folder, Path file) {
        String name = name(file);
        return NAME.matcher(name).matches()
                && file.equals(folder.resolve(name.substring(0, 2)).resolve(name));
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static void content(Path file, Map<String, Long> references, Report report) {
        String name = name(file);
        long position = references.getOrDefault(name, 0L);
        if (!Files.isRegularFile(file)) {
            report.wrong(position, "blob " + name + " is no regular file");
            return;
        }
        try {
            if (Files.size(file) > MOST_BYTES) {
                report.wrong(position, "blob " + name + " is larger than 8 GiB");
                return;
            }
            try (InputStream in = Files.newInputStream(file)) {
                String found = Sha256.hex(in);
                if (!found.equals(name)) {
                    report.wrong(
                            position,
                            "blob " + name + " holds other bytes: their SHA-256 is " + found);
                }
            }
        } catch (AccessDeniedException e) {
            report.unmet("blob " + name + ": no permission to read it: nothing is said of it");
        } catch (IOException e) {
            report.wrong(position, "blob " + name + " can't be read: " + e.getMessage());
        }
    }
}
