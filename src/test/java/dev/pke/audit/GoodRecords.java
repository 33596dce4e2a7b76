package dev.pke.audit;

import dev.pke.TickingClock;
import dev.pke.audit.sign.Head;
import dev.pke.audit.sign.SignedHead;
import dev.pke.audit.sign.SigningKey;
import dev.pke.audit.sign.Witness;
import dev.pke.run.ReviewEvent.Noted;
import dev.pke.run.RunEvent.RunCancelled;
import dev.pke.store.Home;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes records that both verifiers must pass, and such as are true but lack something that was
 * asked for, or are held against a head that they do not follow.
 */
final class GoodRecords {
    private final Path folder;
    private final SigningKey key;
    private final Path keyFile;
    private final List<Case> cases = new ArrayList<>();

    private GoodRecords(Path folder) {
        this.folder = folder;
        this.key = SigningKey.create(folder.resolve("sign.pem"), new SecureRandom());
        this.keyFile = SigningKey.publicFile(folder.resolve("sign.pem"));
    }

    static List<Case> all(Path folder) throws IOException, InterruptedException {
        GoodRecords records = new GoodRecords(folder);
        records.homes();
        records.heads();
        records.bundles();
        records.witnesses();
        records.unusable();
        return records.cases;
    }

    private void add(String name, int exit, Path record, Object... options) {
        cases.add(Case.of(name, exit, record, options));
    }

    private Path home(String name, int steps) {
        Path home = folder.resolve(name);
        try (Home open = Home.open(home, new TickingClock())) {
            SampleLog.write(open.store(), open.blobs(), steps);
        }
        return home;
    }

    private void homes() throws IOException {
        add("a home of schema 3", 0, BadHomes.copy(BadHomes.TRUE, folder.resolve("old")));
        add("a home of today", 0, home("new", 20));
        Path empty = folder.resolve("empty");
        Home.open(empty, new TickingClock()).close();
        add("a home without events", 0, empty);
        Path blank = home("blank", 4);
        note(blank, "\u00a0");
        note(blank, "\u0085\u2007\u202f\ufeff");
        note(blank, "\u0000 \u001f \u007f");
        add("notes of no-break spaces and control characters", 0, blank);
        Path wide = home("wide", 4);
        note(wide, "\ud83d\ude00 \uffff \ufffd e\u0301 \u202e");
        add("notes beyond the first plane", 0, wide);
    }

    private static void note(Path home, String text) {
        try (Home open = Home.open(home, new TickingClock())) {
            SampleLog.add(open.store(), "review/one", new Noted("one", "a", text));
        }
    }

    private Path head(Path home, String name, @Nullable SigningKey signer) throws IOException {
        Head now = new Verify(null, null, 1).home(home).head();
        if (now == null) {
            throw new IOException(home + " has no head");
        }
        SignedHead bare = new SignedHead(now, List.of());
        SignedHead head = signer == null ? bare : signer.sign(bare);
        return Files.writeString(folder.resolve(name), head.text());
    }

    private void heads() throws IOException {
        Path home = home("grown", 8);
        Path signed = head(home, "head-signed", key);
        Path unsigned = head(home, "head-unsigned", null);
        add("a home and its head", 0, home, "--head", signed, "--key", keyFile);
        add("a home and a head that is not signed", 3, home, "--head", unsigned);
        add("the same, and a key", 3, home, "--head", unsigned, "--key", keyFile);
        add("a home and a key alone", 3, home, "--key", keyFile);
        SigningKey.create(folder.resolve("other.pem"), new SecureRandom());
        Path other = SigningKey.publicFile(folder.resolve("other.pem"));
        add("a head of another key", 1, home, "--head", signed, "--key", other);
        try (Home open = Home.open(home, new TickingClock())) {
            SampleLog.add(open.store(), "run/one", new RunCancelled("enough"));
        }
        add("a home that went on", 0, home, "--head", signed, "--key", keyFile);
        String note = Files.readString(signed);
        Path forged =
                Files.writeString(folder.resolve("forged"), note.replaceFirst("\n\\d+\n", "\n3\n"));
        add("a head with another size", 1, home, "--head", forged, "--key", keyFile);
        add("another log", 1, home("another", 3), "--head", signed, "--key", keyFile);
        Path rewritten = home("rewritten", 8);
        Path before = head(rewritten, "head-before", key);
        Forger forger = Forger.at(rewritten);
        forger.edit(8, "data", "replace(data, '\"s\":1.5', '\"s\":9.5')");
        forger.rehash(8);
        add("a rewritten log, alone", 0, rewritten);
        add("a rewritten log and a head before", 1, rewritten, "--head", before, "--key", keyFile);
        Path cut = home("cut", 8);
        Path whole = head(cut, "head-whole", key);
        Forger.at(cut).run("DELETE FROM event WHERE position > 10");
        add("a log cut off and its head", 1, cut, "--head", whole, "--key", keyFile);
    }

    private void bundles() throws IOException {
        Path home = home("for-bundles", 8);
        Path old = head(home, "head-old", key);
        try (Home open = Home.open(home, new TickingClock())) {
            SampleLog.add(open.store(), "run/one", new RunCancelled("enough"));
        }
        Head since = SignedHead.read(old).head();
        Path plain = bundle(home, "plain.pke", null, null);
        Path signed = bundle(home, "signed.pke", key, null);
        Path proven = bundle(home, "proven.pke", key, since);
        add("a bundle", 0, plain);
        add("a signed bundle", 0, signed);
        add("a signed bundle and its key", 0, signed, "--key", keyFile);
        add("a bundle with a proof", 0, proven, "--key", keyFile, "--head", old);
        add("an unsigned bundle and a key", 3, plain, "--key", keyFile);
        add("a bundle without a proof", 3, signed, "--key", keyFile, "--head", old);
        add("a bundle without a proof, no key", 3, signed, "--head", old);
    }

    private void witnesses() throws IOException {
        Path home = home("witnessed", 8);
        Path seen = head(home, "head-to-witness", key);
        Witness witness =
                Witness.create("w.example/one", folder.resolve("witness.pem"), new SecureRandom());
        Witness other =
                Witness.create("w.example/two", folder.resolve("other-w.pem"), new SecureRandom());
        SignedHead one = witness.cosign(SignedHead.read(seen), new TickingClock());
        Path cosigned = Files.writeString(folder.resolve("cosigned"), one.text());
        SignedHead two = other.cosign(one, new TickingClock());
        Path both = Files.writeString(folder.resolve("cosigned-twice"), two.text());
        String name = witness.open().text();
        Path file = folder.resolve("witness.pem.pub");
        String second = other.open().text();
        add("a witnessed home", 0, home, "--head", cosigned, "--key", keyFile, "--witness", name);
        add("two witnesses", 0, home, "--head", both, "--witness", file, "--witness", second);
        add("one of two", 3, home, "--head", cosigned, "--witness", name, "--witness", second);
        add("no witness", 3, home, "--head", seen, "--key", keyFile, "--witness", name);
        add("a witness and no head", 3, home, "--witness", name);
        Path bundle = bundle(home, "witnessed.pke", key, one.head());
        add("a bundle, a witnessed head", 0, bundle, "--head", cosigned, "--witness", name);
        add("a bundle that nobody saw", 3, bundle, "--witness", name);
        SignedHead.Signature line = one.signatures().getLast();
        byte[] later = line.der();
        later[7] ^= 1;
        SignedHead forged =
                new SignedHead(
                        one.head(),
                        List.of(
                                one.signatures().getFirst(),
                                new SignedHead.Signature(line.name(), line.keyId(), later)));
        Path changed = Files.writeString(folder.resolve("cosigned-later"), forged.text());
        add("a cosignature of another time", 1, home, "--head", changed, "--witness", name);
    }

    private Path bundle(Path home, String name, @Nullable SigningKey signer, @Nullable Head since) {
        Path to = folder.resolve(name);
        try (Home open = Home.openReadOnly(home)) {
            new BundleWriter(open.store(), open.blobs())
                    .write(List.of("one", "two"), signer, since, to);
        }
        return to;
    }

    private void unusable() throws IOException, InterruptedException {
        Path home = folder.resolve("new");
        Path text = Files.writeString(folder.resolve("text"), "no head, no key");
        add("nothing there", 2, folder.resolve("nowhere"));
        add("a folder without a log", 2, Files.createDirectory(folder.resolve("folder")));
        Path bare = Files.createDirectory(folder.resolve("bare"));
        Files.createFile(bare.resolve("events.db"));
        add("a log without a table", 2, bare);
        add("a head that is none", 2, home, "--head", text);
        add("a head that is nowhere", 2, home, "--head", folder.resolve("nowhere"));
        add("a key that is none", 2, home, "--key", text);
        Path fifo = folder.resolve("fifo");
        BadHomes.fifo(fifo);
        add("a FIFO for a head", 2, home, "--head", fifo);
        add("a FIFO for a key", 2, home, "--key", fifo);
        add("an endless device for a head", 2, home, "--head", Path.of("/dev/zero"));
        add("a witness that is none", 2, home, "--witness", "someone");
    }
}
