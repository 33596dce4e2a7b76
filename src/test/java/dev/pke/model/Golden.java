package dev.pke.model;

import java.nio.file.Path;

/** Where the golden cases lie, each a model's folder too; the conformance room reads them. */
public final class Golden {
    private Golden() {}

    public static Path folder(String name) {
        return Path.of("src/test/resources/golden", name);
    }
}
