package dev.pke.audit.sign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.fault.UserError;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;

class SignedHeadTest {
    private static final byte[] HASH = new byte[32];
    @TempDir Path folder;
    private Path home;
    private Path keyFile;
    private SigningKey key;

    @BeforeEach
    void makeAKey() throws IOException {
        home = Files.createDirectory(folder.resolve("home"));
        keyFile = folder.resolve("sign.pem");
        key = SigningKey.create(keyFile, new SecureRandom());
    }

    private static SignedHead head(long size) {
        return new SignedHead(new Head(Head.originOf(HASH), size, new byte[32]), List.of());
    }

    @Test
    void readsBackWhatItWrites() {
        SignedHead signed = key.sign(head(1842));
        SignedHead again = SignedHead.parse(signed.text(), "test");
        assertEquals(signed.text(), again.text());
        assertEquals(signed.head(), again.head());
        assertTrue(key.publicKey().holds(again.signed(), again.signatures().getFirst().der()));
    }

    @Test
    void hasTheFormOfACheckpoint() {
        String[] lines = key.sign(head(7)).text().split("\n", -1);
        assertEquals("pke/0000000000000000", lines[0]);
        assertEquals("7", lines[1]);
        assertEquals("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", lines[2]);
        assertEquals("", lines[3]);
        assertTrue(lines[4].startsWith("\u2014 pke/0000000000000000 "), lines[4]);
    }

    @Test
    void doesNotHoldForAnotherHead() {
        SignedHead signed = key.sign(head(7));
        byte[] der = signed.signatures().getFirst().der();
        assertFalse(key.publicKey().holds(head(8).signed(), der));
    }

    @Test
    void theKeyFileIsForItsOwnerAlone() throws IOException {
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile)));
        assertEquals(key.publicKey().id(), SigningKey.read(keyFile, home).publicKey().id());
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-r-----"));
        UserError refused = assertThrows(UserError.class, () -> SigningKey.read(keyFile, home));
        assertTrue(String.valueOf(refused.getMessage()).contains("chmod 600"));
    }

    @Test
    void aKeyInsideTheHomeIsRefused() {
        Path inside = home.resolve("sign.pem");
        SigningKey made = SigningKey.create(inside, new SecureRandom());
        assertFalse(made.publicKey().fingerprint().isEmpty());
        assertThrows(UserError.class, () -> SigningKey.read(inside, home));
    }

    @Test
    void aKeyIsNeverOverwritten() {
        assertThrows(UserError.class, () -> SigningKey.create(keyFile, new SecureRandom()));
    }

    @Test
    void brokenNotesAreRefusedWithALine() {
        for (String note :
                List.of(
                        "",
                        "pke/x\n1\n",
                        "pke/x\n1\nAAAA\n\n",
                        "pke/x\n01\n" + "A".repeat(43) + "=\n\n",
                        "pke/x\n1\n" + "A".repeat(43) + "=\nextra\n\n",
                        "pke/x\n1\n" + "A".repeat(43) + "=\n\n- x AAAAAAAA\n")) {
            assertThrows(UserError.class, () -> SignedHead.parse(note, "test"), note);
        }
    }
}
