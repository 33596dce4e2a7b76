package dev.pke.model.setting;

import dev.pke.fault.ModelError;

import java.util.List;
import java.util.function.Function;

/**
 * All things of a kind that plans can name.
 *
 * @param <T> what is named
 */
public final class Registry<T> {
    private final String kind;
    private final Function<? super T, String> name;
    private final List<T> all;

    /**
     * @param kind what they are called together, as a message says it
     * @param all the default first
     */
    public Registry(String kind, Function<? super T, String> name, List<T> all) {
        this.kind = kind;
        this.name = name;
        this.all = List.copyOf(all);
    }

    /** All, the default first. */
    public List<T> all() {
        return all;
    }

    /** What they are called, in that order. */
    public List<String> names() {
        return all.stream().map(name).toList();
    }

    /** Whether there is one called {@code wanted}. */
    public boolean has(String wanted) {
        return all.stream().anyMatch(one -> name.apply(one).equals(wanted));
    }

    /**
     * The one called {@code wanted}.
     *
     * @throws ModelError naming the known ones
     */
    public T named(String wanted) {
        return all.stream()
                .filter(one -> name.apply(one).equals(wanted))
                .findFirst()
                .orElseThrow(() ->
                        new ModelError("no %s '%s', known: %s".formatted(kind, wanted, names())));
    }
}
