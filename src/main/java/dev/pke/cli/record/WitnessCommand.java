package dev.pke.cli.record;

import dev.pke.audit.Verification;
import dev.pke.audit.Verify;
import dev.pke.audit.sign.SignedHead;
import dev.pke.audit.sign.VerifyingKey;
import dev.pke.audit.sign.Witness;
import dev.pke.cli.Exit;
import dev.pke.cli.Visible;
import dev.pke.fault.UserError;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;

/** The verb {@code pke witness}: cosigns a head that goes on from the last one it saw. */
@Command(
        name = "witness",
        description = {
            "Checks a signed head against a home or a bundle, and the record against the last head"
                    + " it cosigned of that log; then cosigns the head (C2SP cosignature/v1).",
            "To be run by someone else than the log's owner. `pke verify --witness` demands it."
        })
public final class WitnessCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "RECORD", description = "A home or a bundle.")
    @Nullable Path rec;

    @Option(names = "--head", paramLabel = "FILE", description = "The signed head to cosign.")
    @Nullable Path head;

    @Option(names = "--log-key", paramLabel = "FILE", description = "The log's public key (PEM).")
    @Nullable Path logKey;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "The witness's key; FILE.pub is for others, FILE.seen what it saw.")
    Path key = Path.of("witness.pem");

    @Option(
            names = "--new-key",
            paramLabel = "NAME",
            description = "Makes the key first, such as --new-key example.org/w.")
    @Nullable String newKey;

    @Option(names = "--to", paramLabel = "FILE", description = "Where to write the cosigned head.")
    @Nullable Path to;

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Witness witness =
                newKey == null
                        ? Witness.read(key)
                        : Witness.create(newKey, key, new SecureRandom());
        if (newKey != null) {
            out.println(witness.open().text());
        }
        if (rec == null && newKey != null) {
            return Exit.OK;
        }
        if (rec == null || head == null || logKey == null) {
            throw new UserError(
                    "say what to look at: pke witness RECORD --head FILE --log-key FILE");
        }
        return witness(witness, rec, SignedHead.read(head), VerifyingKey.read(logKey));
    }

    private int witness(Witness witness, Path rec, SignedHead given, VerifyingKey logKey) {
        PrintWriter out = spec.commandLine().getOut();
        int threads = Runtime.getRuntime().availableProcessors();
        SignedHead last = witness.last(given.head().origin()).orElse(null);
        for (SignedHead each : last == null ? List.of(given) : List.of(given, last)) {
            Verification found = new Verify(each, logKey, threads).either(rec);
            if (!found.passed()) {
                PrintWriter err = spec.commandLine().getErr();
                found.lines().forEach(line -> err.println(Visible.of(line)));
                err.println("not cosigned");
                return found.exitCode();
            }
        }
        String note = witness.cosign(given, Clock.systemUTC()).text();
        if (to == null) {
            out.print(note);
            out.flush();
        } else {
            write(to, note);
            out.println(
                    "cosigned %s at %d events: %s"
                            .formatted(given.head().origin(), given.head().size(), to));
        }
        return Exit.OK;
    }

    private static void write(Path to, String note) {
        try {
            Files.writeString(to, note);
        } catch (IOException e) {
            throw new UserError(to + ": the head can't be written: " + e, e);
        }
    }
}
