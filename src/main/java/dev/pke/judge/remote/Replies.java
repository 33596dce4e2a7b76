package dev.pke.judge.remote;

import dev.pke.fault.UserError;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A folder of replies, each under its request's digest, so that what was paid for once is not paid
 * for again. Several processes may use it: a file appears whole or not at all.
 */
final class Replies {
    private final Path folder;

    Replies(Path folder) {
        this.folder = folder;
    }

    /** The reply to a request; "" where there is none. */
    String get(String digest) {
        try {
            return Files.readString(file(digest));
        } catch (NoSuchFileException none) {
            return "";
        } catch (IOException unreadable) {
            throw new UserError(file(digest) + " cannot be read: " + unreadable, unreadable);
        }
    }

    void put(String digest, String reply) {
        try {
            Files.createDirectories(folder);
            Path part = Files.createTempFile(folder, digest.substring(0, 16), ".part");
            Files.writeString(part, reply);
            Files.move(part, file(digest), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException full) {
            throw new UserError(folder + ": a reply cannot be kept: " + full, full);
        }
    }

    private Path file(String digest) {
        return folder.resolve(digest + ".json");
    }
}
