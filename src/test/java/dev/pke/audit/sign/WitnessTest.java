package dev.pke.audit.sign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.TickingClock;
import dev.pke.fault.UserError;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

class WitnessTest {
    @TempDir private Path folder;
    private Witness witness;

    @BeforeEach
    void makeAKey() {
        witness = Witness.create("w.example/one", folder.resolve("w.pem"), new SecureRandom());
    }

    private static SignedHead head(long size, int root) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) root;
        return new SignedHead(new Head(Head.originOf(new byte[32]), size, bytes), List.of());
    }

    @Test
    void aCosignatureHoldsForItsHeadAndItsTimeAlone() {
        SignedHead cosigned = witness.cosign(head(7, 1), new TickingClock());
        SignedHead again = SignedHead.parse(cosigned.text(), "test");
        SignedHead.Signature line = again.signatures().getFirst();
        assertTrue(witness.open().holds(again, line));
        assertFalse(witness.open().holds(head(8, 1), line));
        assertEquals("2026-11-20T17:05:01Z", witness.open().when(line).toString());
    }

    @Test
    void remembersTheLargestHeadItCosigned() {
        witness.cosign(head(7, 1), new TickingClock());
        witness.cosign(head(12, 2), new TickingClock());
        Witness again = Witness.read(folder.resolve("w.pem"));
        assertEquals(12, again.last(head(1, 1).head().origin()).orElseThrow().head().size());
        assertEquals(witness.open().text(), again.open().text());
    }

    @Test
    void refusesWhatDoesNotGoOnFromIt() {
        witness.cosign(head(7, 1), new TickingClock());
        assertThrows(UserError.class, () -> witness.cosign(head(6, 1), new TickingClock()));
        assertThrows(UserError.class, () -> witness.cosign(head(7, 2), new TickingClock()));
    }

    @Test
    void itsKeyIsReadBackFromItsTextAndNothingElse() {
        String text = witness.open().text();
        assertEquals(text, WitnessKey.read(text).text());
        assertEquals(text, WitnessKey.read(folder.resolve("w.pem.pub").toString()).text());
        String other = text.replace("w.example/one", "w.example/two");
        assertThrows(UserError.class, () -> WitnessKey.read(other));
    }
}
