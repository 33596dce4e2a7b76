package dev.pke.judge.remote;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Sends one request and brings one reply, whole or not at all. */
@FunctionalInterface
public interface Transport {
    /**
     * A reply as it came.
     *
     * @param status of HTTP
     * @param retryAfter the header of that name, "" where there is none
     * @param body all of it
     */
    record Reply(int status, String retryAfter, String body) {}

    /** Posts a body, within a time. */
    Reply send(URI address, Map<String, String> headers, String body, Duration timeout)
            throws IOException, InterruptedException;
}
