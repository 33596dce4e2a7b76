package dev.pke.cli.record;

import dev.pke.audit.Verification;
import dev.pke.audit.Verify;
import dev.pke.audit.sign.Head;
import dev.pke.audit.sign.SignedHead;
import dev.pke.audit.sign.SignedHeads;
import dev.pke.audit.sign.SigningKey;
import dev.pke.audit.sign.VerifyingKey;
import dev.pke.cli.Exit;
import dev.pke.cli.HomeOption;
import dev.pke.cli.JsonMixin;
import dev.pke.cli.Visible;
import dev.pke.fault.UserError;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** The verb {@code pke sign}: a signed head of the log, to be kept where the log's owner can't. */
@Command(
        name = "sign",
        description = {
            "Verifies the log and signs its head: origin, size and root, as a C2SP signed note.",
            "A head in --to is replaced only by one that goes on from it. Keep heads elsewhere."
        })
public final class SignCommand implements Callable<Integer> {
    @Mixin HomeOption home = new HomeOption();
    @Mixin KeyOption key = new KeyOption();
    @Mixin JsonMixin json = new JsonMixin();

    @Option(names = "--to", paramLabel = "FILE", description = "Where to write the head.")
    @Nullable Path to;

    @Option(names = "--new-key", description = "Makes the key first; never overwrites one.")
    boolean newKey;

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (newKey) {
            String made = SigningKey.create(key.file, new SecureRandom()).publicKey().fingerprint();
            err.println(
                    "made " + key.file + "; its public half: " + SigningKey.publicFile(key.file));
            err.println("SHA-256 of the public key: " + made);
        }
        SigningKey signer = key.read(home.dir);
        SignedHead before = to != null && Files.exists(to) ? SignedHead.read(to) : null;
        int threads = Runtime.getRuntime().availableProcessors();
        // before the first head there is no signature that a key could be held against
        VerifyingKey own = before == null ? null : signer.publicKey();
        Verification found = new Verify(before, own, threads).home(home.dir, home.events());
        Head head = found.head();
        if (!found.passed() || head == null) {
            found.lines().forEach(line -> err.println(Visible.of(line)));
            err.println("not signed");
            return Exit.FAILED;
        }
        SignedHead signed = signer.sign(new SignedHead(head, List.of()));
        SignedHeads.of(home.dir).keep(signed);
        String note = signed.text();
        if (to != null) {
            write(to, note);
        }
        json.say(
                out,
                Map.of(
                        "origin", head.origin(),
                        "events", head.size(),
                        "root", HexFormat.of().formatHex(head.root()),
                        "note", note,
                        "file", to == null ? "" : to.toString()),
                text ->
                        text.print(
                                to == null
                                        ? note
                                        : "signed %s at %d events: %s%n"
                                                .formatted(head.origin(), head.size(), to)));
        out.flush();
        return Exit.OK;
    }

    private static void write(Path to, String note) {
        try {
            Path part = to.resolveSibling(to.getFileName() + ".part");
            Files.writeString(part, note);
            Files.move(
                    part, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UserError(to + ": the head can't be written: " + e, e);
        }
    }
}
