package dev.pke.cli.compare;

import dev.pke.audit.ForeignRun;
import dev.pke.audit.Imports;
import dev.pke.cli.HomeOption;
import dev.pke.cli.PrettyJson;
import dev.pke.cli.RunId;
import dev.pke.cli.Visible;
import dev.pke.fault.UserError;
import dev.pke.run.RunList;
import dev.pke.run.RunName;
import dev.pke.run.RunSummary;
import dev.pke.run.RunView;
import dev.pke.run.query.Line;
import dev.pke.run.query.RunQuery;
import dev.pke.store.Home;
import dev.pke.web.page.Compared;
import dev.pke.web.seen.ViewedRun;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The verb {@code pke compare RUN...}: the comparison page in a terminal, a paper or a program. */
@Command(
        name = "compare",
        description = {
            "Holds runs against each other: figures, how deep they go, paired tests (Holm) and"
                    + " what to be careful about. A figure with a * is low only because the model"
                    + " broke."
        })
public final class CompareCommand implements Runnable {
    @Mixin HomeOption home = new HomeOption();

    @Parameters(arity = "0..*", paramLabel = "RUN", description = RunId.HELP)
    List<String> runs = List.of();

    @Option(
            names = "--where",
            paramLabel = "QUERY",
            description = "All runs that fit, such as \"model=plain and status=finished\".")
    @Nullable String where;

    @ArgGroup Form form = new Form();

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        home.mustHoldRuns("give --home or start a run");
        if (runs.isEmpty() && where == null) {
            throw new UserError("name the runs to compare, or say which with --where");
        }
        try (Home open = home.openReadOnly()) {
            Map<String, ViewedRun> found = new LinkedHashMap<>();
            RunList list = open.runs();
            List<ForeignRun> foreign = new Imports(open.store(), open.blobs()).runs();
            for (String each : runs) {
                ViewedRun run = view(open, list, foreign, each);
                found.put(run.run(), run);
            }
            if (where != null) {
                fitting(list, where).forEach(id -> found.put(id, ours(open, id)));
            }
            if (found.isEmpty()) {
                throw new UserError("no run fits " + where);
            }
            Map<String, RunView> views = new LinkedHashMap<>();
            found.forEach((name, run) -> {
                if (run.view().summary() != null) {
                    views.put(name, run.view());
                }
            });
            Compared page = Compared.of(List.copyOf(found.values()), open.blobs());
            print(new Side(page, views));
        }
    }

    private void print(Side side) {
        PrintWriter out = spec.commandLine().getOut();
        if (form.json) {
            out.println(PrettyJson.of(new SideJson(side).json()));
        } else if (form.csv) {
            side.csv().forEach(out::print);
        } else if (form.markdown) {
            side.markdown().forEach(line -> out.println(Visible.of(line)));
        } else if (form.latex) {
            side.latex().forEach(line -> out.println(Visible.of(line)));
        } else {
            side.text().forEach(line -> out.println(Visible.of(line)));
        }
    }

    private static List<String> fitting(RunList list, String query) {
        RunQuery wanted = RunQuery.parse(query);
        List<String> ids = new ArrayList<>();
        for (RunSummary each : list.newestFirst().reversed()) {
            if (wanted.matches(Line.of(each))) {
                ids.add(each.run());
            }
        }
        return ids;
    }

    private static ViewedRun view(
            Home open, RunList list, List<ForeignRun> imported, String typed) {
        if (RunName.meant(list, typed).isEmpty()) {
            ForeignRun foreign = ForeignRun.find(imported, typed);
            if (foreign != null) {
                return ViewedRun.of(foreign);
            }
        }
        return ours(open, RunId.find(list, typed));
    }

    private static ViewedRun ours(Home open, String id) {
        return ViewedRun.ours(RunView.of(open.store(), id));
    }
}
