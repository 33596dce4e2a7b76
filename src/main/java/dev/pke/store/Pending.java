package dev.pke.store;

/** Something for the writer thread to do while a caller waits. */
sealed interface Pending permits PendingAppend, PendingWrite {
    /** Lets the caller go on with an exception. */
    void fail(RuntimeException reason);
}
