package dev.pke.experiment;

import dev.pke.run.RunEvent;
import dev.pke.run.word.Stage;

/** Hears how a run goes on, on the run's own thread. */
public interface RunListener {
    /** An event is on the record. */
    void recorded(RunEvent event);

    /** {@code done} of {@code of} parts of {@code what} are through. */
    void progress(Stage stage, String what, int done, int of);

    /** Nobody listens. */
    static RunListener none() {
        return new RunListener() {
            @Override
            public void recorded(RunEvent event) {}

            @Override
            public void progress(Stage stage, String what, int done, int of) {}
        };
    }
}
