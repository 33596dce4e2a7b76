package dev.pke.store;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

/** A transaction on other tables than the log. */
final class PendingWrite implements GroupCommit.Pending {
    /** The statements; false asks for a roll-back. */
    @FunctionalInterface
    interface Statements {
        boolean run(EventReader transaction) throws SQLException;
    }

    private final Statements statements;
    private final CompletableFuture<Boolean> answer = new CompletableFuture<>();

    PendingWrite(Statements statements) {
        this.statements = statements;
    }

    Statements statements() {
        return statements;
    }

    void succeed(boolean committed) {
        answer.complete(committed);
    }

    @Override
    public void fail(RuntimeException reason) {
        answer.completeExceptionally(reason);
    }

    /** Whether it was committed; completes exceptionally if it failed. */
    CompletableFuture<Boolean> answer() {
        return answer;
    }
}
