package dev.pke.cli.record;

import dev.pke.audit.BundleFile;
import dev.pke.audit.BundleManifest;
import dev.pke.audit.BundleWriter;
import dev.pke.audit.sign.Head;
import dev.pke.audit.sign.SignedHead;
import dev.pke.audit.sign.SignedHeads;
import dev.pke.audit.sign.SigningKey;
import dev.pke.cli.HomeOption;
import dev.pke.cli.JsonMixin;
import dev.pke.cli.NewFile;
import dev.pke.cli.RunId;
import dev.pke.fault.UserError;
import dev.pke.run.RunList;
import dev.pke.store.Home;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The verb {@code pke bundle RUN...}: runs as one file that anyone can check offline. */
@Command(
        name = "bundle",
        description =
                "Packs runs into one file: events with their proofs, the head, blobs, a manifest."
                        + " Check it with `pke verify FILE` or `python3 schema/verify.py FILE`.")
public final class BundleCommand implements Runnable {
    @Mixin HomeOption home = new HomeOption();
    @Mixin NewFile file = new NewFile();
    @Mixin JsonMixin json = new JsonMixin();

    @Parameters(arity = "1..*", paramLabel = "RUN", description = RunId.HELP)
    List<String> runs = new ArrayList<>();

    @Option(names = "--to", required = true, paramLabel = "FILE", description = "The bundle.")
    Path to = Path.of("bundle.pke");

    @Option(names = "--key", paramLabel = "FILE", description = "Signs the head with this key.")
    @Nullable Path key;

    @Option(
            names = "--since",
            paramLabel = "HEAD",
            description = "Adds the proof that the log goes on from this older head.")
    @Nullable Path since;

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        file.check(to);
        SigningKey signer = key == null ? null : SigningKey.read(key, home.dir);
        SignedHeads heads = SignedHeads.of(home.dir);
        Head older = since == null ? null : SignedHead.read(since).head();
        try (Home open = home.openReadOnly()) {
            RunList list = open.runs();
            List<String> ids = runs.stream().map(run -> RunId.find(list, run)).toList();
            BundleManifest made =
                    new BundleWriter(open.store(), open.blobs())
                            .provingFrom(heads.all().stream().map(SignedHead::head).toList())
                            .write(ids, signer, older, to);
            if (signer != null) {
                keep(heads);
            }
            json.say(
                    spec.commandLine().getOut(),
                    Map.of(
                            "file", to.toString(),
                            "runs", ids,
                            "events", made.events(),
                            "files", made.files().size() + 1,
                            "treeSize", made.treeSize(),
                            "root", made.root()),
                    text ->
                            text.printf(
                                    "%s: runs %d, events %d, files %d; tree of %d with root %s%n",
                                    to,
                                    ids.size(),
                                    made.events(),
                                    made.files().size() + 1,
                                    made.treeSize(),
                                    made.root()));
        }
    }

    /** The bundle's head was signed too: later bundles prove that they go on from it. */
    private void keep(SignedHeads heads) {
        try (BundleFile bundle = BundleFile.open(to)) {
            heads.keep(bundle.head());
        } catch (IOException e) {
            throw new UserError(to + ": can't be read again: " + e.getMessage(), e);
        }
    }
}
