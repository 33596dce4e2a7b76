package dev.pke.judge;

import dev.pke.fault.ModelError;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The judges a plan can name. */
public final class JudgeRegistry {
    /** The names, in the order of exactness. */
    public static final List<String> NAMES = List.of("specimen-oracle", "refusal-phrases");

    private JudgeRegistry() {}

    /**
     * The judge called {@code name}; {@code specimen} is the folder whose {@code world.json} an
     * oracle knows by heart.
     *
     * @throws ModelError naming the known judges, or the file an oracle lacks
     */
    public static Judge named(String name, Path specimen) {
        return switch (name) {
            case "specimen-oracle" -> {
                Path world = specimen.resolve("world.json");
                if (!Files.isRegularFile(world)) {
                    throw new ModelError(
                            "judge specimen-oracle needs " + world + ", which is not there");
                }
                yield new SpecimenOracle(World.load(world));
            }
            case "refusal-phrases" -> new RefusalPhrases();
            default -> throw new ModelError("no judge '" + name + "', known: " + NAMES);
        };
    }
}
