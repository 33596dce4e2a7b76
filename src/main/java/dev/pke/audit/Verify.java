package dev.pke.audit;

import dev.pke.fault.UserError;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Verification of a home or a bundle. Nothing is written, and nothing that the writer says of
 * itself is believed; what can't be known from what was given is said to be open.
 *
 * @param kept a head that was kept elsewhere; null for none
 * @param key the signer's public key, from elsewhere; null for none
 * @param threads how many threads check the log
 */
public record Verify(@Nullable SignedHead kept, @Nullable VerifyingKey key, int threads) {
    /** Checks its values. */
    public Verify {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: " + threads);
        }
    }

    /** Verifies a home: the folder that holds {@code events.db} and {@code blobs/}. */
    public Verification home(Path home) {
        Report report = new Report();
        Path db = home.resolve("events.db");
        LogCheck log = LogCheck.run(db, threads, report);
        long before = report.count();
        if (before == 0) {
            report.good(
                    "%d events of %d streams: bytes, chain, versions, forms"
                            .formatted(log.size(), log.streams()));
        }
        GuardCheck.run(db, report);
        if (before == 0) {
            ReadModelCheck.run(home, report);
        } else {
            report.open("the read models: a broken log makes none to compare with");
        }
        BlobCheck.run(home.resolve("blobs"), log.references(), report);
        Head head = log.head();
        heads(head, (size, root) -> java.util.Arrays.equals(log.root(size), root), null, report);
        return report.verification(head);
    }

    /** Verifies a bundle file. */
    public Verification bundle(Path file) {
        Report report = new Report();
        try (BundleFile bundle = BundleFile.open(file)) {
            BundleCheck check = BundleCheck.run(bundle, report);
            VerifyingKey own = bundle.key();
            HeadCheck.signature(bundle.head(), "the head", key == null ? own : key, report);
            if (key == null && own != null) {
                report.open(
                        "the key came with the bundle; compare its SHA-256 with one from elsewhere");
            }
            heads(check.head(), check, own, report);
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

    private void heads(
            @Nullable Head found, HeadCheck.Past past, @Nullable VerifyingKey own, Report report) {
        if (kept == null) {
            report.open(
                    "no head kept elsewhere was given: a cut tail, or a log rewritten from some"
                            + " point on, would pass");
            return;
        }
        HeadCheck.signature(kept, "the kept head", key == null ? own : key, report);
        if (found == null) {
            report.open("the kept head could not be compared: the log has gaps");
        } else {
            HeadCheck.older(kept.head(), found, past, report);
        }
    }
}
