package dev.pke.event;

/** Tells whoever waits that the log has grown. */
public final class Bell {
    private long head;
    private long wakes;

    /** The log reaches at least to this position. */
    public synchronized void ring(long position) {
        if (position > head) {
            head = position;
            notifyAll();
        }
    }

    /** Lets everyone look up once who waits, or is about to with an earlier {@link #wakes}. */
    public synchronized void wake() {
        wakes++;
        notifyAll();
    }

    /**
     * How often it has woken everyone. To be asked before looking whether there is anything to wait
     * for, so that no waking between the look and the wait is missed.
     */
    public synchronized long wakes() {
        return wakes;
    }

    /** Returns once the log reaches beyond a position, or it has woken more often than that. */
    public synchronized void awaitBeyond(long position, long wakes) throws InterruptedException {
        while (head <= position && this.wakes == wakes) {
            wait();
        }
    }
}
