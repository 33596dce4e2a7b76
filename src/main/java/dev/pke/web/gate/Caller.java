package dev.pke.web.gate;

import dev.pke.store.Tokens.Scope;

/**
 * Who it is that asks.
 *
 * @param name of a token or a person, as it is logged
 * @param through what let it pass: a token, a person who signed in, or being on this machine
 * @param run the only run it may append to; empty for any
 */
public record Caller(String name, String through, Scope scope, String run) {
    /** Whether it may write anything and start work. */
    boolean isAdmin() {
        return scope == Scope.ADMIN;
    }

    /** Whether it may send blobs, which belong to no run. */
    boolean sends() {
        return scope != Scope.READ;
    }

    /** Whether it may append to a run. */
    public boolean appendsTo(String other) {
        return isAdmin() || (scope == Scope.APPEND && (run.isEmpty() || run.equals(other)));
    }
}
