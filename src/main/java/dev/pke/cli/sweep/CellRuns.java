package dev.pke.cli.sweep;

import dev.pke.cli.Exit;
import dev.pke.cli.Interrupt;
import dev.pke.cli.Outside;
import dev.pke.cli.Visible;
import dev.pke.cli.run.RunLines;
import dev.pke.experiment.Experiment;
import dev.pke.experiment.Surroundings;
import dev.pke.experiment.sweep.Cell;
import dev.pke.experiment.sweep.CellState;
import dev.pke.experiment.sweep.Found;
import dev.pke.experiment.sweep.GridRecord;
import dev.pke.fault.UserError;
import dev.pke.run.word.Status;
import dev.pke.store.Heartbeat;
import dev.pke.store.Home;

import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Does what is not done yet of a list of cells, one after the other: starts runs, goes on with runs
 * that were cut off, and leaves alone what is done or at work elsewhere. The unedited model's
 * answers are made once for all of them.
 */
final class CellRuns {
    private static final Duration LOOKS = Duration.ofSeconds(2);

    private final Home home;
    private final PrintWriter talk;
    private final Interrupt interrupt;
    private final Failed failed;
    private final Surroundings around;
    private final SecureRandom random = new SecureRandom();

    /** What becomes of cells whose run failed. */
    enum Failed {
        /** They are tried again. */
        AGAIN,
        /** They are left: that they failed is what they came to. */
        LEFT
    }

    CellRuns(Home home, PrintWriter talk, Interrupt interrupt, Failed failed) {
        this.home = home;
        this.failed = failed;
        this.talk = talk;
        this.interrupt = interrupt;
        this.around = Outside.of(home, new RunLines(talk, "  "), interrupt::asked);
    }

    /** What the record holds now. */
    static GridRecord look(Home home) {
        Map<String, Instant> heard = home.leases().heard();
        Instant now = home.leases().now();
        return GridRecord.of(
                home.store(), home.runs(), run -> Heartbeat.isSilent(heard.get(run), now));
    }

    /** Does them; an exit code: {@link Exit#FAILED} if any of them failed. */
    int all(List<Cell> cells) {
        int worst = Exit.OK;
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            // looked at anew each time: another process may do the same grid
            Found found = look(home).of(cell);
            String place = "[%d/%d] %s".formatted(i + 1, cells.size(), cell.name());
            int code = one(cell, found, place);
            if (code == Exit.CANCELLED) {
                return code;
            }
            worst = Math.max(worst, code);
        }
        return worst;
    }

    /**
     * Does one cell. Where it is at work, its process may have died a moment ago and this be the
     * one started in its place, whose exit code a scheduler takes for the cell's: so it waits until
     * the run has ended or is silent.
     */
    int only(Cell cell) {
        Found found = look(home).of(cell);
        if (found.run() != null && found.state() == CellState.AT_WORK) {
            say(
                    "%s: at work elsewhere, or cut off: waits until it has ended or nothing was heard for %d s"
                            .formatted(found.run().run(), Heartbeat.SILENCE.toSeconds()));
        }
        while (found.state() == CellState.AT_WORK && !interrupt.asked()) {
            interrupt.pause(LOOKS);
            found = look(home).of(cell);
        }
        return all(List.of(cell));
    }

    private int one(Cell cell, Found found, String place) {
        var run = found.run();
        boolean left = found.state() == CellState.FAILED && failed == Failed.LEFT;
        return switch (left ? CellState.DONE : found.state()) {
            case DONE, AT_WORK -> {
                say(place + ": " + found.state().word() + (run == null ? "" : ": " + run.run()));
                yield Exit.OK;
            }
            case OPEN -> {
                String id = Outside.runId(cell.name(), Clock.systemUTC().instant(), random);
                say(place + ": " + id);
                yield work(id, owner -> Experiment.start(cell.plan(), id, owner, around));
            }
            case CUT_OFF, FAILED, CANCELLED -> {
                String id = Objects.requireNonNull(run).run();
                say(place + ": goes on: " + id);
                yield work(id, owner -> Experiment.resume(id, owner, around));
            }
        };
    }

    private int work(String run, Function<String, Status> work) {
        if (interrupt.asked()) {
            return Exit.CANCELLED;
        }
        String owner = Outside.word(random, 8);
        try (var _ = home.leases().keep(run, owner)) {
            return work.apply(owner) == Status.FINISHED ? Exit.OK : Exit.CANCELLED;
        } catch (UserError failed) {
            // the others can still be done
            say("  failed: " + failed.line());
            return Exit.FAILED;
        }
    }

    private void say(String line) {
        talk.println(Visible.of(line));
        talk.flush();
    }
}
