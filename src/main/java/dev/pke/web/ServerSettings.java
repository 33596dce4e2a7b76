package dev.pke.web;

import dev.pke.fault.UserError;
import dev.pke.web.gate.Front;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the server listens and whom it answers. {@code port} 0 takes a free one; {@code names} are
 * host names it may be called by, beside localhost and plain addresses; {@code token} is what a
 * remote worker must show, null where none may write; {@code front} is what stands before it.
 */
public record ServerSettings(
        String host, int port, Set<String> names, @Nullable String token, Front front) {
    public ServerSettings {
        if (port < 0 || port > 65535) {
            throw new UserError("a port is from 0 to 65535, not " + port);
        }
        names =
                names.stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
        if (token != null && token.length() < 16) {
            throw new UserError("a token needs at least 16 characters");
        }
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
