package dev.pke.experiment;

import dev.pke.run.RunEvent;
import dev.pke.run.word.Stage;

/**
 * What one stage does. What it finds out it records, and leaves in the run's {@link RunContext}.
 */
interface StageWork {
    Stage stage();

    /** Does the stage. */
    void work(RunLog log);

    /**
     * Takes up what a finished stage of an earlier process recorded, event by event, its end the
     * last.
     */
    void recall(RunEvent event);
}
