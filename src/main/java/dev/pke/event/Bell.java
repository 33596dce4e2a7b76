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

    /** Lets every waiter look up once. */
    public synchronized void wake() {
        wakes++;
        notifyAll();
    }

    /** Returns once the log reaches beyond a position, or at a {@link #wake}. */
    public synchronized void awaitBeyond(long position) throws InterruptedException {
        long before = wakes;
        while (head <= position && wakes == before) {
            wait();
        }
    }
}
