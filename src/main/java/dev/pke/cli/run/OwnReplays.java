package dev.pke.cli.run;

import dev.pke.cli.Outside;
import dev.pke.experiment.Replay;
import dev.pke.experiment.RunListener;
import dev.pke.fault.UserError;
import dev.pke.run.RunEvent;
import dev.pke.run.word.Stage;
import dev.pke.store.Home;
import dev.pke.web.Commands.Again;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;

/**
 * The replays that a server was asked for, in turn with its runs on their thread: a model needs the
 * whole machine.
 */
final class OwnReplays {
    private static final int MOST_WAITING = 20;
    private static final int MOST_LOST = 20;

    private final Home home;
    private final ExecutorService thread;
    private final Map<String, Again> asked = new ConcurrentHashMap<>();
    private final Map<String, Again> lost =
            Collections.synchronizedMap(
                    new LinkedHashMap<>() {
                        @Override
                        protected boolean removeEldestEntry(Map.Entry<String, Again> eldest) {
                            return size() > MOST_LOST;
                        }
                    });
    private volatile boolean stopping;

    OwnReplays(Home home, ExecutorService thread) {
        this.home = home;
        this.thread = thread;
    }

    /** Has a run done again when its turn comes; asked twice, once. */
    void ask(String run) {
        if (asked.size() >= MOST_WAITING) {
            throw new UserError(MOST_WAITING + " replays are waiting already; try again later");
        }
        if (asked.putIfAbsent(run, Again.waiting()) == null) {
            lost.remove(run);
            var _ = thread.submit(() -> work(run));
        }
    }

    /** Where it stands, or null for none and once its verdict is on the record. */
    @Nullable Again of(String run) {
        Again now = asked.get(run);
        return now == null ? lost.get(run) : now;
    }

    /** Stops the one at work; those that wait never begin. */
    void stop() {
        stopping = true;
    }

    private void work(String run) {
        try {
            if (stopping) {
                return;
            }
            var listener = new Counting(run);
            var replay = new Replay(run, Outside.of(home, listener, () -> stopping));
            listener.of = replay.events();
            listener.tell("");
            var verdict = replay.run();
            if (!stopping) {
                ReplayCommand.record(home, verdict);
            }
        } catch (RuntimeException failed) {
            lost.put(run, Again.failed(String.valueOf(failed.getMessage())));
        } finally {
            asked.remove(run);
        }
    }

    /** Counts the events that were equal. */
    private final class Counting implements RunListener {
        private final String run;
        private int of;
        private int compared;

        Counting(String run) {
            this.run = run;
        }

        @Override
        public void recorded(RunEvent event) {
            compared++;
            tell(event instanceof RunEvent.StageStarted begun ? begun.stage().wire() : "");
        }

        @Override
        public void progress(Stage stage, String what, int done, int of) {
            tell(stage.wire());
        }

        private void tell(String stage) {
            asked.computeIfPresent(
                    run,
                    (_, before) ->
                            Again.atWork(compared, of, stage.isEmpty() ? before.stage() : stage));
        }
    }
}
