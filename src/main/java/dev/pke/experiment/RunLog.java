package dev.pke.experiment;

import dev.pke.event.EventStore;
import dev.pke.event.ExpectedVersion;
import dev.pke.event.NewEvent;
import dev.pke.event.Recorded;
import dev.pke.event.VersionConflict;
import dev.pke.fault.UserError;
import dev.pke.run.Run;
import dev.pke.run.RunEvent;
import dev.pke.run.RunEventCodec;
import dev.pke.run.texts.Texts;
import dev.pke.run.word.Streams;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The stream of one run in the hand of its owner: every event is checked against the run's state
 * before it is appended, and the expected version makes a second owner fail at once. Belongs to one
 * thread.
 */
public final class RunLog {
    private final EventStore store;
    private final String run;
    private final String owner;
    private final Consumer<RunEvent> listener;
    private final List<RunEvent> past = new ArrayList<>();
    private UnaryOperator<RunEvent> written = UnaryOperator.identity();
    private Run state = new Run.Absent();
    private long version;

    /**
     * @param owner a random word that no other process has; part of each event's id
     * @param listener told of each event after it is recorded
     */
    public RunLog(EventStore store, String run, String owner, Consumer<RunEvent> listener) {
        this.store = store;
        this.run = run;
        this.owner = owner;
        this.listener = listener;
        for (Recorded each : store.stream(Streams.run(run))) {
            RunEvent event = joined(RunEventCodec.decodeRun(each));
            state = Run.apply(state, event);
            past.add(event);
            version = each.version();
        }
    }

    private RunEvent joined(RunEvent event) {
        return Texts.joined(event, store.blobs()) instanceof RunEvent whole ? whole : event;
    }

    /** Lets events be written in another form than listeners and stages know them by; itself. */
    RunLog writing(UnaryOperator<RunEvent> form) {
        written = form;
        return this;
    }

    public String run() {
        return run;
    }

    public Run state() {
        return state;
    }

    /** What was recorded before this owner took over. */
    public List<RunEvent> past() {
        return List.copyOf(past);
    }

    /** Appends one event. */
    public void record(RunEvent event) {
        record(List.of(event));
    }

    /**
     * Appends events, all or nothing.
     *
     * @throws UserError if someone else has written to the run
     */
    public void record(List<? extends RunEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        Run next = state;
        List<NewEvent> encoded = new ArrayList<>();
        for (RunEvent each : events) {
            next = Run.apply(next, each);
            String id = run + "." + owner + "." + (version + encoded.size() + 1);
            encoded.add(RunEventCodec.encode(id, written.apply(each)));
        }
        try {
            store.append(
                    Streams.run(run),
                    version == 0 ? ExpectedVersion.none() : ExpectedVersion.exactly(version),
                    encoded);
        } catch (VersionConflict conflict) {
            throw new UserError(
                    "run %s has another owner: %s; one process a run"
                            .formatted(run, conflict.getMessage()),
                    conflict);
        }
        state = next;
        version += encoded.size();
        events.forEach(listener);
    }
}
