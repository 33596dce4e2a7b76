package dev.pke.store;

import dev.pke.event.Append;
import dev.pke.event.Recorded;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * An append on its way to the writer thread, what that thread has decided about it, and the answer
 * its caller waits for, which is given only once the decision is durable.
 */
final class PendingAppend implements GroupCommit.Pending {
    private final Append append;
    private final CompletableFuture<List<Recorded>> answer = new CompletableFuture<>();
    private List<Recorded> recorded = List.of();
    private @Nullable RuntimeException refusal;

    PendingAppend(Append append) {
        this.append = append;
    }

    Append append() {
        return append;
    }

    void accept(List<Recorded> events) {
        recorded = events;
        refusal = null;
    }

    void refuse(RuntimeException reason) {
        refusal = reason;
    }

    @Override
    public void fail(RuntimeException reason) {
        answer.completeExceptionally(reason);
    }

    /** Lets the caller go on. */
    void publish() {
        if (refusal == null) {
            answer.complete(recorded);
        } else {
            answer.completeExceptionally(refusal);
        }
    }

    /** Waits for the answer, interrupted or not: an append is never left in doubt. */
    List<Recorded> await() {
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException reason ? reason : e;
        }
    }
}
