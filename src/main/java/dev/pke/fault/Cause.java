package dev.pke.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;

/**
 * What lies behind a fault, in a person's words: Java calls a missing permission by a class, or
 * says the path and nothing else.
 */
final class Cause {
    /** What systems say of links that lead in a circle; the rest of it is a guess. */
    private static final String LINKS = "Too many levels of symbolic links";

    private Cause() {}

    /** The line, with the cause told plainly where it is told as Java tells it. */
    static String plain(String line, Throwable cause) {
        if (!(cause instanceof IOException) && !(cause instanceof UncheckedIOException)) {
            return line;
        }
        if (cause instanceof UncheckedIOException around) {
            IOException within = Objects.requireNonNull(around.getCause());
            return plain(line.replace(around.toString(), within.toString()), within);
        }
        String words = words(cause);
        String java = cause.toString();
        if (line.contains(java)) {
            String file = cause instanceof FileSystemException of ? of.getFile() : null;
            boolean told = file == null || line.replace(java, "").contains(file);
            return line.replace(java, told ? words : words + ": " + file);
        }
        String message = ": " + cause.getMessage();
        return cause instanceof FileSystemException && line.endsWith(message)
                ? line.substring(0, line.length() - message.length()) + ": " + words
                : line;
    }

    private static String words(Throwable cause) {
        return switch (cause) {
            case AccessDeniedException _ -> "no permission";
            case NoSuchFileException _ -> "no such file or folder";
            case FileAlreadyExistsException _ -> "it exists already";
            case NotDirectoryException _ -> "it is no folder";
            case DirectoryNotEmptyException _ -> "the folder is not empty";
            case FileSystemException other -> reason(other);
            default ->
                    cause.getMessage() == null
                            ? cause.getClass().getSimpleName()
                            : cause.getMessage();
        };
    }

    private static String reason(FileSystemException cause) {
        String reason = cause.getReason();
        if (reason == null) {
            return "the system refuses it";
        }
        return reason.startsWith(LINKS) ? "its links lead in a circle" : reason;
    }
}
