package dev.pke.locate;

import dev.pke.fault.ModelError;

import java.util.List;

/** Every locator there is, one line each. */
public final class LocatorRegistry {
    private static final List<Locator> ALL =
            List.of(
                    new PkeLocator(),
                    new PkeDeepLocator(),
                    new DinmLocator(),
                    new NotebookLocator(),
                    new RandomLocator(),
                    new SameBlocksLocator("random-same-blocks", new PkeLocator()),
                    new SameBlocksLocator("random-deep-blocks", new PkeDeepLocator()),
                    new LargestActivationsLocator(),
                    new RandomBlockLocator());

    private LocatorRegistry() {}

    /** All, the default first. */
    public static List<Locator> all() {
        return ALL;
    }

    /**
     * The locator called {@code name}.
     *
     * @throws ModelError naming the known ones
     */
    public static Locator named(String name) {
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
