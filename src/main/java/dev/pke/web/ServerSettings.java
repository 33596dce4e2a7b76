package dev.pke.web;

import dev.pke.fault.UserError;
import dev.pke.store.Heartbeat;
import dev.pke.web.gate.Front;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the server listens and whom it answers. {@code port} 0 takes a free one; {@code names} are
 * host names it may be called by, beside localhost and plain addresses; {@code token} is what a
 * remote worker must show, null where none may write; {@code front} is what stands before it; a run
 * that has not ended and is silent for longer than {@code silence} is shown as lost.
 */
public record ServerSettings(
        String host,
        int port,
        Set<String> names,
        @Nullable String token,
        Front front,
        Duration silence) {
    private static final int LOOKS = 4;

    private static final Duration RAREST = Duration.ofSeconds(15);

    public ServerSettings {
        if (port < 0 || port > 65535) {
            throw new UserError("a port is from 0 to 65535, not " + port);
        }
        names =
                names.stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
        if (silence.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new UserError("a run is lost after 1 second at the earliest, not " + silence);
        }
        if (token != null && token.length() < 16) {
            throw new UserError("a token needs at least 16 characters");
        }
    }

    /** Where a run is lost after the silence that is stated everywhere. */
    public ServerSettings(
            String host, int port, Set<String> names, @Nullable String token, Front front) {
        this(host, port, names, token, front, Heartbeat.SILENCE);
    }

    /** The same, with another silence after which a run is lost. */
    public ServerSettings lostAfter(Duration other) {
        return new ServerSettings(host, port, names, token, front, other);
    }

    /** How often a page of a run at work looks again: several times before it could be lost. */
    public Duration looks() {
        Duration often = silence.dividedBy(LOOKS);
        return often.compareTo(RAREST) < 0 ? often : RAREST;
    }

    /** With nothing in front of it. */
    public ServerSettings(String host, int port, Set<String> names, @Nullable String token) {
        this(host, port, names, token, Front.none());
    }

    /** For this machine alone. */
    public static ServerSettings local(int port) {
        return new ServerSettings("127.0.0.1", port, Set.of(), null);
    }
}
