package dev.pke.web.chart;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * The methods that say how the pages call them.
 *
 * <p>A method is declared by its own class in {@code edit} or {@code locate}, which the web may not
 * know, and asked for wherever a run is named, some twenty places deep in pages that are functions
 * of a run alone. So whoever knows both rooms provides the titles as a service; they never change
 * while the program runs. Where nobody does, runs are called as their records call them.
 */
public interface MethodCatalogue {
    /** Every method's title. */
    List<MethodTitle> titles();

    /** What the method of that very name says of itself. */
    static Optional<MethodTitle> of(String method) {
        return Loaded.TITLES.stream().filter(each -> each.method().equals(method)).findFirst();
    }

    /** The titles, read once. */
    final class Loaded {
        private static final List<MethodTitle> TITLES =
                ServiceLoader.load(MethodCatalogue.class, MethodCatalogue.class.getClassLoader())
                        .stream()
                        .flatMap(each -> each.get().titles().stream())
                        .toList();

        private Loaded() {}
    }
}
