package dev.pke.cli.model;

import dev.pke.cli.Exit;
import dev.pke.cli.HomeOption;
import dev.pke.cli.JsonMixin;
import dev.pke.diff.Restoration;
import dev.pke.run.query.Lineage;
import dev.pke.store.Home;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** The verb {@code pke which FOLDER}: the run that left a model, known by the model's digest. */
@Command(
        name = "which",
        description =
                "Says which run left this model, to the bit, and which runs began with it. Exit code 1"
                        + " if none of this home did either.")
public final class WhichCommand implements Callable<Integer> {
    @Mixin HomeOption home = new HomeOption();
    @Mixin JsonMixin json = new JsonMixin();

    @Parameters(index = "0", paramLabel = "FOLDER", description = "A model's folder.")
    Path folder = Path.of("");

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        home.mustHoldRuns("give --home or start a run");
        String digest = Restoration.digest(folder);
        var all = spec.commandLine().getOut();
        var out = json.talk(all);
        out.println("digest " + digest);
        try (Home open = home.openReadOnly()) {
            Lineage lineage = new Lineage(open.store());
            List<String> left = lineage.left(digest);
            List<String> began = lineage.began(digest);
            json.say(all, Map.of("digest", digest, "left", left, "began", began));
            left.forEach(run -> out.println("left by run " + run));
            began.forEach(run -> out.println("run " + run + " began with it"));
            if (left.isEmpty() && began.isEmpty()) {
                out.println("no run in " + home.dir + " left this model or began with it");
                return Exit.FAILED;
            }
            return Exit.OK;
        }
    }
}
