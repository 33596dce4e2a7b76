package dev.pke.web.gate;

import dev.pke.fault.UserError;

import java.time.Duration;
import java.util.Set;

/**
 * What stands between a server and those who call it.
 *
 * @param proxies addresses of proxies that have asked people to sign in
 * @param userHeader in which they say who did; honoured from those addresses alone
 * @param readers whom pages are shown to
 * @param perSecond requests a second that one address may make for long; 0 for any number
 * @param header the time a connection has to send the header of its first request
 */
public record Front(
        Set<String> proxies, String userHeader, Readers readers, int perSecond, Duration header) {
    private static final Duration HEADER = Duration.ofSeconds(10);

    /** Whom pages are shown to. */
    public enum Readers {
        ANYONE,
        KNOWN
    }

    public Front {
        proxies = Set.copyOf(proxies);
        if (perSecond < 0) {
            throw new UserError("a rate is at least 0, not " + perSecond);
        }
        if (!userHeader.matches("[A-Za-z][A-Za-z0-9-]*")) {
            throw new UserError("no header is called " + userHeader);
        }
    }

    /** With the time for a header that fits any line. */
    public Front(Set<String> proxies, String userHeader, Readers readers, int perSecond) {
        this(proxies, userHeader, readers, perSecond, HEADER);
    }

    /** The same, with another time for a header. */
    public Front headerWithin(Duration other) {
        return new Front(proxies, userHeader, readers, perSecond, other);
    }

    /** Nothing: whoever reaches the server reads. */
    public static Front none() {
        return new Front(Set.of(), "X-Forwarded-User", Readers.ANYONE, 0);
    }
}
