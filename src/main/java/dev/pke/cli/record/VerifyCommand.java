package dev.pke.cli.record;

import dev.pke.audit.Verification;
import dev.pke.audit.Verify;
import dev.pke.audit.sign.SignedHead;
import dev.pke.audit.sign.VerifyingKey;
import dev.pke.audit.sign.WitnessKey;
import dev.pke.cli.HomeOption;
import dev.pke.cli.JsonMixin;
import dev.pke.cli.Visible;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** The verb {@code pke verify}: is the record what it was? Its exit code is the verdict. */
@Command(
        name = "verify",
        description = {
            "Checks a home or a bundle: canonical bytes, chain, tree, versions, gaps, event forms,"
                    + " lives of runs, figures, schema, blobs and signatures. Names the first bad"
                    + " position.",
            "What only a head kept elsewhere can show is said to be open. What was asked for and"
                    + " could not be checked is exit code 3, never a pass."
        })
public final class VerifyCommand implements Callable<Integer> {
    @Mixin HomeOption home = new HomeOption();

    @Parameters(arity = "0..1", paramLabel = "BUNDLE", description = "A bundle, or another home.")
    @Nullable Path bundle;

    @Option(names = "--head", paramLabel = "FILE", description = "A head that was kept elsewhere.")
    @Nullable Path head;

    @Option(names = "--key", paramLabel = "FILE", description = "The signer's public key (PEM).")
    @Nullable Path key;

    @Option(
            names = "--witness",
            paramLabel = "KEY",
            description =
                    "A witness who must have cosigned a head: NAME+ID+BASE64, or a file of it.")
    List<String> witnesses = new ArrayList<>();

    @Option(
            names = "--blobs",
            paramLabel = "DIR",
            description = "Where blobs of archived runs lie; they are checked too.")
    List<Path> blobs = new ArrayList<>();

    @Mixin JsonMixin json = new JsonMixin();

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Verify verify =
                new Verify(
                        head == null ? null : SignedHead.read(head),
                        key == null ? null : VerifyingKey.read(key),
                        witnesses.stream().map(WitnessKey::read).toList(),
                        blobs,
                        Runtime.getRuntime().availableProcessors());
        Verification found =
                bundle == null ? verify.home(home.dir, home.events()) : verify.either(bundle);
        PrintWriter out = spec.commandLine().getOut();
        json.say(
                out,
                found.json(),
                text -> found.lines().forEach(line -> text.println(Visible.of(line))));
        return found.exitCode();
    }
}
