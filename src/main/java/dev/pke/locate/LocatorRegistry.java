package dev.pke.locate;

import dev.pke.model.setting.Registry;

import java.util.List;

/** Every locator there is, one line each. */
public final class LocatorRegistry {
    private static final Registry<Locator<?>> ALL =
            new Registry<>(
                    "locator",
                    Locator::name,
                    List.of(
                            new PkeLocator(),
                            PkeDeepLocator.first(),
                            PkeDeepLocator.second(),
                            PkeDeepLocator.third(),
                            PkeDeepLocator.fourth(),
                            DinmLocator.each(),
                            DinmLocator.sticky(),
                            new NotebookLocator(),
                            new RandomLocator(),
                            SameBlocksLocator.shallow(),
                            SameBlocksLocator.deep(),
                            SameBlocksLocator.deepTwo(),
                            SameBlocksLocator.deepThree(),
                            SameBlocksLocator.deepFour(),
                            new LargestActivationsLocator(),
                            new RandomBlockLocator(),
                            new BlocksLocator()));

    private LocatorRegistry() {}

    /** All, the default first. */
    public static List<Locator<?>> all() {
        return ALL.all();
    }

    /** Whether there is one called {@code name}. */
    public static boolean has(String name) {
        return ALL.has(name);
    }

    /**
     * The locator called {@code name}.
     *
     * @throws dev.pke.fault.ModelError naming the known ones
     */
    public static Locator<?> named(String name) {
        return ALL.named(name);
    }
}
