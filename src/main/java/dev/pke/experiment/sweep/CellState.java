package dev.pke.experiment.sweep;

import java.util.Locale;

/** What has become of a cell. */
public enum CellState {
    /** Nothing yet. */
    OPEN,
    /** A process is at work on it. */
    AT_WORK,
    /** A run that did it has finished. */
    DONE,
    /** A run's process ended before the run did: it can go on. */
    CUT_OFF,
    /** A run failed; it can be tried again. */
    FAILED,
    /** A run was cancelled; it can go on. */
    CANCELLED;

    /** As people read it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
