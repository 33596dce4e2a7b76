package dev.pke.cli.record;

import dev.pke.audit.ForeignRun;
import dev.pke.audit.Imports;
import dev.pke.cli.HomeOption;
import dev.pke.cli.Visible;
import dev.pke.event.CanonicalJson;
import dev.pke.run.DamagedEvent;
import dev.pke.run.RunList;
import dev.pke.run.RunSummary;
import dev.pke.store.Home;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** The verb {@code pke runs}: every run in one line, the newest first. */
@Command(name = "runs", description = "Lists the runs on the record, the newest first.")
public final class RunsCommand implements Runnable {
    @Mixin HomeOption home = new HomeOption();

    @Option(names = "--json", description = "As a JSON array.")
    boolean json;

    @Option(names = "--tag", paramLabel = "TAG", description = "Only runs that have this tag.")
    @Nullable String tag;

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        List<RunSummary> runs = new ArrayList<>();
        List<ForeignRun> foreign = new ArrayList<>();
        if (home.holdsRecord()) {
            try (Home open = Home.openReadOnly(home.dir)) {
                runs.addAll(whole(open.runs()).newestFirst());
                foreign.addAll(new Imports(open.store(), open.blobs()).runs());
            }
        }
        boolean none = runs.isEmpty() && foreign.isEmpty();
        runs.removeIf(each -> !isWanted(each));
        foreign.removeIf(each -> !isWanted(each.summary()));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            List<Object> all = new ArrayList<>(runs.stream().map(SummaryText::json).toList());
            foreign.forEach(each -> all.add(SummaryText.json(each)));
            out.println(CanonicalJson.write(all));
        } else if (!none && runs.isEmpty() && foreign.isEmpty()) {
            out.println("No run has the tag " + Visible.of(String.valueOf(tag)) + ".");
        } else if (none) {
            out.println(
                    "No runs in "
                            + home.dir
                            + " yet. Start one: pke run experiments/plain/pke-6.yaml");
        } else {
            if (!runs.isEmpty()) {
                SummaryText.table(runs).forEach(line -> out.println(Visible.of(line)));
            }
            for (String origin : foreign.stream().map(ForeignRun::origin).distinct().toList()) {
                out.println("imported from " + Visible.of(origin) + ":");
                SummaryText.table(
                                foreign.stream()
                                        .filter(each -> each.origin().equals(origin))
                                        .map(ForeignRun::summary)
                                        .toList())
                        .forEach(line -> out.println(Visible.of(line)));
            }
        }
    }

    private static RunList whole(RunList list) {
        DamagedEvent damage = list.damage();
        if (damage != null) {
            throw damage;
        }
        return list;
    }

    private boolean isWanted(RunSummary run) {
        return tag == null || run.review().tags().contains(tag);
    }
}
