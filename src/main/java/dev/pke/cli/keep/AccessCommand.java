package dev.pke.cli.keep;

import dev.pke.cli.HomeOption;
import dev.pke.cli.TextTable;
import dev.pke.cli.Visible;
import dev.pke.event.CanonicalJson;
import dev.pke.event.Recorded;
import dev.pke.run.Acted;
import dev.pke.run.RunEventCodec;
import dev.pke.run.word.Streams;
import dev.pke.store.Home;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The verb {@code pke access}: who did what, as the record has it. */
@Command(
        name = "access",
        description = {
            "Lists who did what, the oldest first: started, cancelled, noted and tagged at a"
                    + " server, sent a run to it, made and revoked tokens, took bundles in, put"
                    + " runs away, erased texts. Each is an event like any other."
        })
public final class AccessCommand implements Runnable {
    @Mixin HomeOption home = new HomeOption();

    @Option(names = "--json", description = "As a JSON array.")
    boolean json;

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        home.mustHoldRuns("nobody did anything");
        List<List<String>> rows = new ArrayList<>();
        List<Object> all = new ArrayList<>();
        try (Home open = home.openReadOnly()) {
            for (Recorded event : open.store().stream(Streams.ACCESS)) {
                if (RunEventCodec.decode(event) instanceof Acted did) {
                    rows.add(
                            List.of(
                                    event.at(),
                                    did.actor(),
                                    did.through(),
                                    did.action(),
                                    did.subject()));
                    all.add(
                            Map.of(
                                    "at", event.at(),
                                    "position", event.position(),
                                    "actor", did.actor(),
                                    "through", did.through(),
                                    "action", did.action(),
                                    "subject", did.subject()));
                }
            }
        }
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(CanonicalJson.write(all));
        } else {
            TextTable.of(rows).forEach(line -> out.println(Visible.of(line)));
        }
    }
}
