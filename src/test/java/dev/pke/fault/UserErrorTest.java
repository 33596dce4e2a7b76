package dev.pke.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

class UserErrorTest {
    @Test
    void whatJavaSaysOfFilesIsSaidPlainly() {
        said("a: no permission", new AccessDeniedException("/x/a"));
        said("a: no such file or folder", new NoSuchFileException("/x/a"));
        said("a: File name too long", new FileSystemException("/x/a", null, "File name too long"));
        said("a: Is a directory", new IOException("Is a directory"));
        said("a: no permission", new UncheckedIOException(new AccessDeniedException("/x/a")));
    }

    private static void said(String wanted, Exception cause) {
        assertEquals(wanted, new UserError("a: " + cause, cause).line().replace(": /x/a", ""));
    }

    @Test
    void theFileIsNamedOnce() {
        AccessDeniedException cause = new AccessDeniedException("/x/a");
        assertEquals("b (no permission: /x/a)", new UserError("b (" + cause + ")", cause).line());
        assertEquals("/x/a: no permission", new UserError("/x/a: " + cause, cause).line());
    }

    @Test
    void aPathIsNoReason() {
        AccessDeniedException cause = new AccessDeniedException("/x/a");
        assertEquals("a: no permission", new UserError("a: " + cause.getMessage(), cause).line());
    }

    @Test
    void whatIsSaidInOtherWordsStays() {
        IOException cause = new IOException("Is a directory");
        assertEquals("a is a folder", new UserError("a is a folder", cause).line());
    }
}
