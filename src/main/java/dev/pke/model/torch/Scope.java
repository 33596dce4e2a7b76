package dev.pke.model.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;

import java.util.ArrayList;
import java.util.List;

/**
 * The native memory of one step: every array made on this thread while the scope is open is freed
 * when it closes, save what {@link #keep} hands to the enclosing scope (or, without one, to the
 * array's manager). Arrays are never garbage-collected, so every step has one.
 *
 * <pre>{@code
 * try (Scope step = Scope.open()) {
 *     NDArray states = tail.states(patch);
 *     ...
 * }
 * }</pre>
 */
public final class Scope implements AutoCloseable {
    private static final ThreadLocal<List<Scope>> OPEN = ThreadLocal.withInitial(ArrayList::new);

    private final NDScope scope = new NDScope();
    private final List<NDArray> kept = new ArrayList<>();

    private Scope() {}

    public static Scope open() {
        Scope scope = new Scope();
        OPEN.get().add(scope);
        return scope;
    }

    /** Lets the array outlive this scope. */
    public <T extends NDArray> T keep(T array) {
        NDScope.unregister(array);
        kept.add(array);
        return array;
    }

    /** Lets every array of the list outlive this scope. */
    public NDList keep(NDList arrays) {
        arrays.forEach(this::keep);
        return arrays;
    }

    /** Lets the array outlive every scope: it lives until its manager is closed. */
    public <T extends NDArray> T release(T array) {
        NDScope.unregister(array);
        return array;
    }

    @Override
    public void close() {
        List<Scope> open = OPEN.get();
        if (open.getLast() != this) {
            throw new IllegalStateException("scopes close in the reverse order of opening");
        }
        scope.close();
        open.removeLast();
        if (!open.isEmpty()) {
            kept.forEach(NDScope::register);
        }
    }
}
