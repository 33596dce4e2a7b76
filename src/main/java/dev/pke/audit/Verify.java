package dev.pke.audit;

import dev.pke.audit.sign.Head;
import dev.pke.audit.sign.SignedHead;
import dev.pke.audit.sign.VerifyingKey;
import dev.pke.audit.sign.WitnessKey;
import dev.pke.fault.UserError;
import dev.pke.store.Database;
import dev.pke.store.Home;
import dev.pke.store.Sqlite;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Verification of a home or a bundle. Nothing is written, and nothing that the writer says of
 * itself is believed; what can't be known from what was given is said to be open, and what was
 * asked for and can't be known is never a pass.
 *
 * @param kept a head that was kept elsewhere; null for none
 * @param key the signer's public key, from elsewhere; null for none
 * @param witnesses keys of those who must have cosigned a head
 * @param blobs folders where blobs of a home lie that was not their place: of archived runs
 * @param threads how many threads check the log
 */
public record Verify(
        @Nullable SignedHead kept,
        @Nullable VerifyingKey key,
        List<WitnessKey> witnesses,
        List<Path> blobs,
        int threads) {
    /** Checks its values. */
    public Verify {
        witnesses = List.copyOf(witnesses);
        blobs = List.copyOf(blobs);
        if (threads < 1) {
            throw new IllegalArgumentException("threads: " + threads);
        }
    }

    /** Without witnesses. */
    public Verify(@Nullable SignedHead kept, @Nullable VerifyingKey key, int threads) {
        this(kept, key, List.of(), List.of(), threads);
    }

    /**
     * Verifies a home: the folder that holds {@code events.db} and {@code blobs/}.
     *
     * @throws UserError if there is no record at all
     */
    public Verification home(Path home) {
        return home(home, () -> RawLog.open(home.resolve("events.db")));
    }

    /** Verifies a log, which may be on a server, and the blobs of a home. */
    public Verification home(Path home, Database events) {
        return events instanceof Sqlite ? home(home) : home(home, () -> RawLog.open(events));
    }

    /** Verifies a home that is open. */
    public Verification home(Home home) {
        return home(home.dir(), home.store().database());
    }

    private Verification home(Path home, Opening events) {
        Report report = new Report();
        Head head = null;
        List<Path> folders = new ArrayList<>(List.of(home.resolve("blobs")));
        folders.addAll(blobs);
        BlobCheck.Places places = new BlobCheck.Places(folders);
        LogCheck log = log(events, places, report);
        if (log != null) {
            BlobCheck.run(places, log.succession().removals(), report);
            head = log.head();
        }
        LogCheck known = log;
        heads(head, (size, root) -> had(known, size, root), null, report);
        return report.verification(head);
    }

    /** Opens a log to look at. */
    @FunctionalInterface
    private interface Opening {
        RawLog open() throws SQLException;
    }

    /** What contradicts itself in the file, looked for beside the reading of the log. */
    private static List<String> indexes(Opening events) {
        try (RawLog log = events.open()) {
            return log.indexFaults();
        } catch (SQLException e) {
            return List.of("events.db contradicts itself: " + e.getMessage());
        }
    }

    private @Nullable LogCheck log(Opening events, BlobCheck.Places places, Report report) {
        try (RawLog log = events.open()) {
            List<String> schema = log.schemaFaults();
            schema.forEach(report::wrong);
            if (schema.stream().anyMatch(fault -> fault.startsWith("table event "))) {
                report.open("the events: their table is not what it should be");
                return null;
            }
            Set<Long> sizes = kept == null ? Set.of() : Set.of(kept.head().size());
            long before = report.count();
            var indexes = CompletableFuture.supplyAsync(() -> indexes(events));
            LogCheck check = LogCheck.run(log, threads, sizes, places::text, report);
            indexes.join().forEach(report::wrong);
            if (report.count() == before) {
                report.good(
                        "%d events of %d streams: bytes, chain, versions, forms, lives"
                                .formatted(check.size(), check.succession().streams().size()));
            }
            check.succession().sayRecounted();
            return check;
        } catch (SQLException e) {
            report.wrong("the events can't be read: " + e.getMessage());
            return null;
        }
    }

    private static @Nullable Boolean had(@Nullable LogCheck log, long size, byte[] root) {
        byte[] own = log == null ? null : log.root(size);
        return own == null ? null : Arrays.equals(own, root);
    }

    /**
     * Verifies a bundle file.
     *
     * @throws UserError if there is no such file
     */
    public Verification bundle(Path file) {
        if (!Files.exists(file)) {
            throw new UserError(file + ": no such bundle");
        }
        if (!Files.isReadable(file)) {
            throw new UserError(file + ": no permission to read it");
        }
        Report report = new Report();
        if (!blobs.isEmpty()) {
            report.unmet("a bundle brings its blobs itself: folders of blobs are for homes");
        }
        try (BundleFile bundle = BundleFile.open(file)) {
            BundleCheck check = BundleCheck.run(bundle, report);
            VerifyingKey own = bundle.key();
            signatures(bundle.head(), own, report);
            heads(check.head(), check, bundle.head(), report);
            return report.verification(check.head());
        } catch (UserError e) {
            report.wrong(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            report.wrong(file + " can't be read: " + e.getMessage());
        }
        return report.verification(null);
    }

    /** Verifies whichever {@code record} is. */
    public Verification either(Path record) {
        return Files.isDirectory(record) ? home(record) : bundle(record);
    }

    private void signatures(SignedHead head, @Nullable VerifyingKey own, Report report) {
        if (own != null) {
            HeadCheck.held(head, "the head", own, report);
            if (key == null) {
                report.open(
                        "the key came with the bundle; compare its SHA-256 with one from elsewhere");
            }
        } else if (head.signatures().isEmpty()) {
            report.open("the head is not signed");
        } else if (key == null) {
            report.open("the head is signed, but no public key was given (--key)");
        }
        if (key != null) {
            HeadCheck.demanded(head, "the head", key, report);
        }
    }

    private void heads(
            @Nullable Head found, HeadCheck.Past past, @Nullable SignedHead own, Report report) {
        List<SignedHead> given = new ArrayList<>();
        if (own != null) {
            given.add(own);
        }
        if (kept != null) {
            given.add(kept);
            kept(kept, found, past, report);
        } else {
            report.open(
                    "no head kept elsewhere was given: a cut tail, or a log rewritten from some"
                            + " point on, would pass");
            if (key != null && own == null) {
                report.unmet("a home carries no signature that --key could check: give --head too");
            }
        }
        witnesses.forEach(witness -> HeadCheck.witnessed(given, witness, report));
    }

    private void kept(SignedHead kept, @Nullable Head found, HeadCheck.Past past, Report report) {
        if (key != null) {
            HeadCheck.demanded(kept, "the kept head", key, report);
        } else if (kept.signatures().isEmpty()) {
            report.unmet("the kept head is not signed: anyone could have written it");
        } else {
            report.open("the kept head is signed, but no public key was given (--key)");
        }
        if (found == null) {
            report.unmet("the kept head could not be compared: the log has no head");
        } else {
            HeadCheck.older(kept.head(), found, past, report);
        }
    }
}
