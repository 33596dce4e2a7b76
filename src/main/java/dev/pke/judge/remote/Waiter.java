package dev.pke.judge.remote;

import java.time.Duration;

/** Lets time pass; in a test it only says that it did. */
@FunctionalInterface
public interface Waiter {
    void pause(Duration time) throws InterruptedException;
}
