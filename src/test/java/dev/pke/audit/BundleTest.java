package dev.pke.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.Aside;
import dev.pke.TickingClock;
import dev.pke.audit.sign.Head;
import dev.pke.audit.sign.SignedHead;
import dev.pke.audit.sign.SigningKey;
import dev.pke.audit.sign.VerifyingKey;
import dev.pke.event.InMemoryBlobs;
import dev.pke.event.InMemoryEventStore;
import dev.pke.event.Sha256;
import dev.pke.fault.UserError;
import dev.pke.run.RunEvent.RunCancelled;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Every bundle here is judged twice, by {@link Verify} and by {@code schema/verify.py}. */
@Aside
class BundleTest {
    @TempDir Path folder;
    private final InMemoryEventStore store = new InMemoryEventStore(new TickingClock());
    private final InMemoryBlobs blobs = new InMemoryBlobs();
    private Path bundle;

    @BeforeEach
    void fillTheLog() {
        bundle = folder.resolve("run.pke");
        SampleLog.write(store, blobs, 20);
    }

    private BundleManifest write(@Nullable SigningKey signer, @Nullable Head since) {
        return new BundleWriter(store, blobs).write(List.of("one"), signer, since, bundle);
    }

    private static Verification verify(Path file) {
        return new Verify(null, null, 1).bundle(file);
    }

    private void bothSay(boolean good, String mention, Path file, Object... options)
            throws IOException {
        Verification ours = verify(file);
        assertEquals(good, ours.passed(), () -> String.join("\n", ours.lines()));
        assertTrue(String.join("\n", ours.lines()).contains(mention), ours.lines()::toString);
        Object[] arguments = new Object[options.length + 1];
        arguments[0] = file;
        System.arraycopy(options, 0, arguments, 1, options.length);
        PythonVerifier python = PythonVerifier.run(arguments);
        assertEquals(good ? 0 : 1, python.exit(), python::output);
    }

    @Test
    void holdsTheRunItsReviewAndItsBlobs() throws IOException {
        BundleManifest manifest = write(null, null);
        assertEquals(List.of("review/one", "run/one"), manifest.streams());
        assertEquals(15, manifest.events());
        assertEquals(4, manifest.files().size());
        bothSay(true, "PASS", bundle);
    }

    @Test
    void isTheSameBytesEachTime() throws IOException {
        write(null, null);
        byte[] first = Files.readAllBytes(bundle);
        write(null, null);
        assertEquals(-1, Files.mismatch(bundle, Files.write(folder.resolve("first"), first)));
    }

    @Test
    void aSignedHeadHoldsByBothVerifiersAndByOpenssl() throws IOException {
        SigningKey key = SigningKey.create(folder.resolve("sign.pem"), new SecureRandom());
        write(key, null);
        Path open = SigningKey.publicFile(folder.resolve("sign.pem"));
        Verification ours = new Verify(null, VerifyingKey.read(open), 1).bundle(bundle);
        assertTrue(ours.passed());
        assertTrue(ours.checked().toString().contains("is signed by the key"));
        PythonVerifier python =
                PythonVerifier.run(bundle, "--key", open, "--openssl", "--out", folder);
        assertEquals(0, python.exit(), python::output);
        assertTrue(python.output().contains("openssl dgst -sha256 -verify"), python::output);
        assertTrue(python.output().contains("the signature holds"), python::output);
    }

    @Test
    void aHeadOfAnotherKeyIsRefusedByBoth() throws IOException {
        write(SigningKey.create(folder.resolve("a.pem"), new SecureRandom()), null);
        SigningKey.create(folder.resolve("b.pem"), new SecureRandom());
        Path other = SigningKey.publicFile(folder.resolve("b.pem"));
        assertFalse(new Verify(null, VerifyingKey.read(other), 1).bundle(bundle).passed());
        assertEquals(1, PythonVerifier.run(bundle, "--key", other).exit());
    }

    @Test
    void aForgedSignatureIsFoundByBoth() throws IOException {
        write(SigningKey.create(folder.resolve("a.pem"), new SecureRandom()), null);
        Head head = new BundleWriter(store, blobs).head();
        SampleLog.write(store, blobs, 1);
        write(null, null);
        SignedHead stolen =
                new SignedHead(
                        new BundleWriter(store, blobs).head(),
                        SigningKey.read(folder.resolve("a.pem"), Files.createTempDirectory("home"))
                                .sign(new SignedHead(head, List.of()))
                                .signatures());
        Path headFile = Files.writeString(folder.resolve("head"), stolen.text());
        Path open = SigningKey.publicFile(folder.resolve("a.pem"));
        Verify verify = new Verify(SignedHead.read(headFile), VerifyingKey.read(open), 1);
        Verification ours = verify.bundle(bundle);
        assertTrue(ours.lines().toString().contains("changed or forged"), ours.lines()::toString);
        PythonVerifier python =
                PythonVerifier.run(
                        bundle, "--head", headFile, "--key", open, "--openssl", "--out", folder);
        assertEquals(1, python.exit(), python::output);
    }

    @Test
    void aConsistencyProofLeadsFromAnOlderHead() throws IOException {
        SigningKey key = SigningKey.create(folder.resolve("k.pem"), new SecureRandom());
        SignedHead old = key.sign(new SignedHead(new BundleWriter(store, blobs).head(), List.of()));
        Path kept = Files.writeString(folder.resolve("kept"), old.text());
        SampleLog.add(store, "run/one", new RunCancelled("again"));
        write(null, old.head());
        Verification ours = new Verify(old, null, 1).bundle(bundle);
        assertTrue(ours.passed());
        assertTrue(ours.checked().toString().contains("goes on from the kept head"));
        PythonVerifier python = PythonVerifier.run(bundle, "--head", kept);
        assertEquals(0, python.exit(), python::output);
        assertTrue(python.output().contains("goes on from the head kept"), python::output);
    }

    @Test
    void aForkIsFoundByItsConsistencyProof() throws IOException {
        Head real = new BundleWriter(store, blobs).head();
        byte[] other = real.root();
        other[5] ^= 1;
        SignedHead forked = new SignedHead(new Head(real.origin(), real.size(), other), List.of());
        Path kept = Files.writeString(folder.resolve("kept"), forked.text());
        SampleLog.add(store, "run/one", new RunCancelled("again"));
        write(null, real);
        assertFalse(new Verify(forked, null, 1).bundle(bundle).passed());
        assertEquals(1, PythonVerifier.run(bundle, "--head", kept).exit());
        assertThrows(UserError.class, () -> write(null, forked.head()));
    }

    @Test
    void aChangedByteInDataIsFound() throws IOException {
        write(null, null);
        bothSay(
                false,
                "its hash does not follow",
                events(s -> s.replaceFirst("\"gradientNorm\":0.4,", "\"gradientNorm\":0.3,")));
    }

    @Test
    void whiteSpaceInDataIsFound() throws IOException {
        write(null, null);
        bothSay(false, "not canonical", events(s -> s.replaceFirst("\"step\":2", "\"step\": 2")));
    }

    @Test
    void anotherSpellingOfANumberIsFound() throws IOException {
        write(null, null);
        bothSay(false, "not canonical", events(s -> s.replaceFirst("\"step\":2", "\"step\":2.0")));
    }

    @Test
    void aRemovedEventIsFound() throws IOException {
        write(null, null);
        bothSay(
                false,
                "where 3 comes next",
                events(s -> s.replaceFirst("(?s)(\\A.*?\\n.*?\\n).*?\\n", "$1")));
    }

    @Test
    void swappedEventsAreFound() throws IOException {
        write(null, null);
        bothSay(
                false,
                "comes after position",
                events(s -> s.replaceFirst("(?s)\\A(.*?\\n)(.*?\\n)", "$2$1")));
    }

    @Test
    void aChangedProofIsFound() throws IOException {
        write(null, null);
        bothSay(false, "inclusion proof", events(BundleTest::anotherProof));
    }

    /** The same but for the first digit of the first proof, which is certainly another. */
    private static String anotherProof(String events) {
        int at = events.indexOf("proof\":[\"") + "proof\":[\"".length();
        char digit = events.charAt(at) == '0' ? '1' : '0';
        return events.substring(0, at) + digit + events.substring(at + 1);
    }

    @Test
    void aChangedBlobIsFound() throws IOException {
        write(null, null);
        bothSay(
                false,
                "holds other bytes",
                entry(BundleManifest.BLOBS, text -> text.replace("bits", "bots")));
    }

    @Test
    void aMissingBlobIsFound() throws IOException {
        write(null, null);
        bothSay(false, "is missing", rewrite(BundleManifest.BLOBS, text -> ""));
    }

    @Test
    void aForeignEntryIsFound() throws IOException {
        write(null, null);
        Path more = folder.resolve("more.pke");
        try (ZipFile in = new ZipFile(bundle.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(more))) {
            for (ZipEntry each : in.stream().toList()) {
                ZipEntries.deflated(out, each.getName(), in.getInputStream(each));
            }
            ZipEntries.deflated(out, "../../evil", new byte[] {1});
        }
        bothSay(false, "not in the manifest", more);
    }

    @Test
    void whatIsNoBundleIsOneLine() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "hello");
        assertFalse(verify(text).passed());
        assertEquals(1, PythonVerifier.run(text).exit());
    }

    /** A true bundle around changed events: the manifest is made to fit. */
    private Path events(UnaryOperator<String> change) throws IOException {
        return entry(BundleManifest.EVENTS, change);
    }

    private Path entry(String prefix, UnaryOperator<String> change) throws IOException {
        Path changed = rewrite(prefix, change);
        assertTrue(Files.mismatch(bundle, changed) >= 0, "the tampering changed nothing");
        return changed;
    }

    private Path rewrite(String prefix, UnaryOperator<String> change) throws IOException {
        Path to = folder.resolve("tampered.pke");
        try (ZipFile in = new ZipFile(bundle.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(to))) {
            String manifest = "";
            for (ZipEntry each : in.stream().toList()) {
                byte[] bytes;
                try (InputStream content = in.getInputStream(each)) {
                    bytes = content.readAllBytes();
                }
                if (each.getName().equals(BundleManifest.ENTRY)) {
                    manifest = (manifest.isEmpty() ? "" : manifest) + new String(bytes, UTF_8);
                } else if (each.getName().startsWith(prefix)) {
                    byte[] changed = change.apply(new String(bytes, UTF_8)).getBytes(UTF_8);
                    if (changed.length > 0) {
                        ZipEntries.deflated(out, each.getName(), changed);
                    }
                } else {
                    ZipEntries.deflated(out, each.getName(), bytes);
                }
            }
            ZipEntries.deflated(out, BundleManifest.ENTRY, fitted(manifest, prefix, change));
        }
        return to;
    }

    /** A careful forger also mends the digest of the events in the manifest. */
    private byte[] fitted(String manifest, String prefix, UnaryOperator<String> change)
            throws IOException {
        if (!prefix.equals(BundleManifest.EVENTS)) {
            return manifest.getBytes(UTF_8);
        }
        try (BundleFile file = BundleFile.open(bundle)) {
            String events = file.text(BundleManifest.EVENTS);
            String old = hex(events);
            return manifest.replace(old, hex(change.apply(events))).getBytes(UTF_8);
        }
    }

    private static String hex(String text) {
        return Sha256.hex(text.getBytes(UTF_8));
    }
}
