package dev.pke.experiment;

/** Someone asked for the run to stop, and it is at a place where it can. */
final class Cancelled extends RuntimeException {
    Cancelled(String reason) {
        super(reason, null, false, false);
    }
}
