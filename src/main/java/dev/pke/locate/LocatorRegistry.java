package dev.pke.locate;

import dev.pke.fault.ModelError;

import java.util.List;

/** Every locator there is, one line each. */
public final class LocatorRegistry {
    private static final List<Locator<?>> ALL =
            List.of(
                    new PkeLocator(),
                    new PkeDeepLocator(),
                    DinmLocator.each(),
                    DinmLocator.sticky(),
                    new NotebookLocator(),
                    new RandomLocator(),
                    SameBlocksLocator.shallow(),
                    SameBlocksLocator.deep(),
                    new LargestActivationsLocator(),
                    new RandomBlockLocator(),
                    new BlocksLocator());

    private LocatorRegistry() {}

    /** All, the default first. */
    public static List<Locator<?>> all() {
        return ALL;
    }

    /** Whether there is one called {@code name}. */
    public static boolean has(String name) {
        return ALL.stream().anyMatch(one -> one.name().equals(name));
    }

    /**
     * The locator called {@code name}.
     *
     * @throws ModelError naming the known ones
     */
    public static Locator<?> named(String name) {
        return ALL.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new ModelError(
                                "no locator '"
                                        + name
                                        + "', known: "
                                        + ALL.stream().map(Locator::name).toList()));
    }
}
