package dev.pke.cli.sweep;

import dev.pke.cli.Exit;
import dev.pke.cli.HomeOption;
import dev.pke.cli.Interrupt;
import dev.pke.cli.Outside;
import dev.pke.cli.Visible;
import dev.pke.cli.sweep.CellRuns.Failed;
import dev.pke.event.CanonicalJson;
import dev.pke.experiment.sweep.Cell;
import dev.pke.experiment.sweep.Grid;
import dev.pke.experiment.sweep.GridRecord;
import dev.pke.fault.UserError;
import dev.pke.store.Home;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;

/** The verb {@code pke sweep PLAN}: a grid of plans as one experiment, a run a cell. */
@Command(
        name = "sweep",
        description = {
            "Runs a plan with some keys varied: one run a cell. What the record",
            "already holds is skipped, and what was cut off goes on. On other",
            "machines: --share, --index, --slurm or --kubernetes, with one --store."
        })
public final class SweepCommand implements Callable<Integer> {
    @Mixin HomeOption home = new HomeOption();
    @Mixin GridMixin grid = new GridMixin();

    @Option(
            names = "--index",
            paramLabel = "N",
            description = {
                "Only this cell, from 0 (env SLURM_ARRAY_TASK_ID,",
                "JOB_COMPLETION_INDEX)."
            })
    @Nullable Integer index;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            defaultValue = "1",
            description = {
                "So many runs at a time, each a process with the",
                "plan's threads; fewer where memory is short",
                "(default: ${DEFAULT-VALUE})."
            })
    int jobs = 1;

    @Option(
            names = "--share",
            paramLabel = "K/N",
            description = "Only each Nth cell from the Kth: one of N that share the grid.")
    @Nullable String share;

    @ArgGroup What what = new What();

    /** What is printed in the place of running anything. */
    static final class What {
        @Option(names = "--list", description = "Runs nothing: lists the cells and their state.")
        boolean list;

        @Option(names = "--slurm", description = "Runs nothing: prints an array script.")
        boolean slurm;

        @Option(names = "--kubernetes", description = "Runs nothing: prints an Indexed Job.")
        boolean kubernetes;
    }

    @Option(names = "--json", description = "The cells as a JSON array.")
    boolean json;

    @Option(
            names = "--image",
            paramLabel = "NAME",
            defaultValue = "pke",
            description = "With --kubernetes: the image (default: ${DEFAULT-VALUE}).")
    String image = "pke";

    @Option(
            names = "--claim",
            paramLabel = "NAME",
            defaultValue = "pke",
            description = "With --kubernetes: the volume claim (default: ${DEFAULT-VALUE}).")
    String claim = "pke";

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        List<Cell> cells = Grid.of(grid.arms(), grid.axes());
        if (what.slurm || what.kubernetes) {
            script(cells).forEach(spec.commandLine().getOut()::println);
            return Exit.OK;
        }
        if (what.list) {
            return list(cells);
        }
        OptionalInt only = CellIndex.of(index, System.getenv(), cells.size());
        boolean part = only.isPresent() || share != null;
        if (jobs < 1 || (jobs > 1 && part)) {
            throw new UserError("--jobs is " + jobs + ", must be 1 or more, and 1 of a part");
        }
        List<Cell> mine =
                only.isPresent()
                        ? List.of(cells.get(only.getAsInt()))
                        : (share == null ? Share.ALL : Share.parse(share)).of(cells);
        try (Home open = home.open();
                Interrupt interrupt = new Interrupt()) {
            PrintWriter talk = json ? spec.commandLine().getErr() : spec.commandLine().getOut();
            CellRuns runs = new CellRuns(open, talk, interrupt, Failed.AGAIN);
            int code =
                    only.isPresent()
                            ? runs.only(mine.getFirst())
                            : together(mine, runs, interrupt, talk);
            if (share == null) {
                print(mine, CellRuns.look(open));
            }
            return code;
        }
    }

    /** Does the cells, some of them in other processes if that is asked for. */
    private int together(List<Cell> cells, CellRuns runs, Interrupt interrupt, PrintWriter talk)
            throws InterruptedException {
        int most = jobs == 1 ? 1 : Room.of(cells).jobs(jobs, talk::println);
        if (most == 1) {
            return runs.all(cells);
        }
        try (CellWorkers workers = new CellWorkers()) {
            for (int k = 2; k <= most; k++) {
                ProcessBuilder program = CellWorkers.program();
                program.command().addAll(List.of("sweep", grid.plan.toString()));
                program.command().addAll(grid.words());
                program.command().addAll(List.of("--share", new Share(k, most).toString()));
                home.tell(program);
                workers.start(program, k + "| ", talk);
            }
            int own = runs.all(new Share(1, most).of(cells));
            return own == Exit.CANCELLED ? own : Math.max(own, workers.await(interrupt));
        }
    }

    private int list(List<Cell> cells) {
        if (home.mayHoldRuns()) { // before the first run there is none
            try (Home open = home.openReadOnly()) {
                print(cells, CellRuns.look(open));
            }
        } else {
            print(cells, GridRecord.none());
        }
        return Exit.OK;
    }

    private void print(List<Cell> cells, GridRecord record) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(CanonicalJson.write(CellJson.of(cells, record)));
            return;
        }
        CellTable.lines(cells, record).forEach(line -> out.println(Visible.of(line)));
        List<String> spread = CellSpread.lines(cells, record);
        if (!spread.isEmpty()) {
            out.println();
            spread.forEach(line -> out.println(Visible.of(line)));
        }
        out.flush();
    }

    private List<String> script(List<Cell> cells) {
        Cell first = cells.getFirst();
        boolean array = what.slurm;
        List<String> words = new ArrayList<>(List.of("sweep"));
        words.add((array ? grid.plan.toAbsolutePath().normalize() : grid.plan).toString());
        words.addAll(grid.words());
        words.add("--home");
        words.add((array ? home.dir.toAbsolutePath().normalize() : home.dir).toString());
        SweepScript script =
                new SweepScript(
                        String.valueOf(grid.draft().at("name")),
                        cells.size(),
                        first.plan().model().threads(),
                        words);
        return array ? script.slurm(Outside.launcher()) : script.kubernetes(image, claim);
    }
}
