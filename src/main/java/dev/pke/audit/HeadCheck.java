package dev.pke.audit;

import dev.pke.audit.sign.Head;
import dev.pke.audit.sign.SignedHead;
import dev.pke.audit.sign.VerifyingKey;
import dev.pke.audit.sign.WitnessKey;
import dev.pke.event.merkle.MerkleFrontier;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;

/** The check of heads: a log's own, and one that was kept elsewhere. */
final class HeadCheck {
    private HeadCheck() {}

    /** Something that knows the root of a smaller tree, or proves one consistent. */
    interface Past {
        /** Whether the tree of this size had this root; null if that can't be known. */
        @Nullable Boolean had(long size, byte[] root);
    }

    /** Holds {@code kept} against the tree that was found. */
    static void older(Head kept, Head found, Past past, Report report) {
        if (kept.size() == 0) {
            if (Arrays.equals(kept.root(), new MerkleFrontier().root())) {
                report.good("the kept head saw no event: any log goes on from it");
            } else {
                report.wrong("the kept head saw no event, and its root is not that of none");
            }
        } else if (!kept.origin().equals(found.origin())) {
            report.wrong(
                    1,
                    "the kept head is of %s, this log begins as %s: another log, or rewritten"
                                    .formatted(kept.origin(), found.origin())
                            + " from its first event");
        } else if (kept.size() > found.size()) {
            report.wrong(
                    found.size() + 1,
                    "the kept head saw %d events, here are %d: the tail was cut off"
                            .formatted(kept.size(), found.size()));
        } else if (kept.size() == found.size()) {
            if (Arrays.equals(kept.root(), found.root())) {
                report.good("the tree is exactly the one the kept head saw");
            } else {
                report.wrong(
                        "same size as the kept head, another root: rewritten, or a forked copy");
            }
        } else {
            earlier(kept, past, report);
        }
    }

    private static void earlier(Head kept, Past past, Report report) {
        Boolean same = past.had(kept.size(), kept.root());
        if (same == null) {
            report.unmet(
                    "no proof leads here from the kept head of size "
                            + kept.size()
                            + ": make the bundle with --since");
        } else if (same) {
            report.good("the log goes on from the kept head of size " + kept.size());
        } else {
            report.wrong(
                    "the first %d events are not those that the kept head saw: rewritten, or a"
                                    .formatted(kept.size())
                            + " forked copy");
        }
    }

    /** Checks that a head carries a signature of a key that was asked for. */
    static void demanded(SignedHead head, String what, VerifyingKey key, Report report) {
        if (head.signatures().isEmpty()) {
            report.unmet(
                    what
                            + " is not signed, and a signature of "
                            + key.fingerprint()
                            + " was asked for");
        } else {
            held(head, what, key, report);
        }
    }

    /** Checks that a head carries a signature of a key, and that all it has of it hold. */
    static void held(SignedHead head, String what, VerifyingKey key, Report report) {
        List<SignedHead.Signature> mine =
                head.signatures().stream().filter(s -> s.keyId() == key.id()).toList();
        if (mine.isEmpty()) {
            report.wrong(what + " carries no signature of the key " + key.fingerprint());
        } else if (mine.stream().allMatch(s -> key.holds(head.signed(), s.der()))) {
            report.good(what + " is signed by the key " + key.fingerprint());
        } else {
            report.wrong(what + ": the signature does not hold: the head was changed or forged");
        }
    }

    /** Checks that one of these heads is cosigned by a witness that was asked for. */
    static void witnessed(List<SignedHead> heads, WitnessKey witness, Report report) {
        boolean any = false;
        for (SignedHead head : heads) {
            for (SignedHead.Signature each : head.signatures()) {
                if (each.keyId() != witness.id() || !each.name().equals(witness.name())) {
                    continue;
                }
                any = true;
                if (witness.holds(head, each)) {
                    report.good(
                            "%s has seen the first %d events, at %s"
                                    .formatted(
                                            witness.name(),
                                            head.head().size(),
                                            witness.when(each)));
                } else {
                    report.wrong("the cosignature of " + witness.name() + " does not hold");
                }
            }
        }
        if (!any) {
            report.unmet("no head given is cosigned by " + witness.name());
        }
    }
}
