package dev.pke.cli.record;

import dev.pke.audit.Imports;
import dev.pke.audit.Verify;
import dev.pke.audit.sign.SignedHead;
import dev.pke.audit.sign.VerifyingKey;
import dev.pke.cli.HomeOption;
import dev.pke.cli.JsonMixin;
import dev.pke.run.BundleImported;
import dev.pke.store.Home;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.Map;

/** The verb {@code pke import FILE}: someone else's runs, kept verbatim beside our own. */
@Command(
        name = "import",
        description =
                "Verifies a bundle and keeps it verbatim beside our own record; its runs are shown"
                        + " as from there.")
public final class ImportCommand implements Runnable {
    @Mixin HomeOption home = new HomeOption();
    @Mixin JsonMixin json = new JsonMixin();

    @Parameters(paramLabel = "FILE", description = "A bundle made by `pke bundle`.")
    Path file = Path.of("bundle.pke");

    @Option(names = "--key", paramLabel = "FILE", description = "The signer's public key (PEM).")
    @Nullable Path key;

    @Option(names = "--head", paramLabel = "FILE", description = "A head that was kept elsewhere.")
    @Nullable Path head;

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        Verify verify =
                new Verify(
                        head == null ? null : SignedHead.read(head),
                        key == null ? null : VerifyingKey.read(key),
                        1);
        try (Home open = home.open()) {
            Imports imports = new Imports(open.store(), open.blobs());
            long before = open.store().head();
            BundleImported taken = imports.take(file, verify);
            if (open.store().head() > before) { // again changes nothing
                Acting.did(open, "bundle-imported", taken.bundle());
            }
            var others = imports.otherHistories(taken);
            others.forEach(other ->
                    spec.commandLine()
                            .getErr()
                            .printf(
                                    "WARNING: event %d imported another history of %s with"
                                            + " as many events; both are kept%n",
                                    other.position(), taken.origin()));
            json.say(
                    spec.commandLine().getOut(),
                    Map.of(
                            "runs", taken.runs(),
                            "origin", taken.origin(),
                            "events", taken.events(),
                            "bundle", taken.bundle(),
                            "otherHistories",
                                    others.stream().map(each -> each.position()).toList()),
                    text ->
                            text.printf(
                                    "imported %s from %s (tree of %d): %s%n",
                                    String.join(", ", taken.runs()),
                                    taken.origin(),
                                    taken.events(),
                                    taken.bundle()));
        }
    }
}
