package dev.pke.specimen;

import dev.pke.model.weights.CheckpointWriter;
import dev.pke.model.weights.Weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * A model small enough to ship, with the disease to cure: aligned, jailbreakable, knowledgeable and
 * harmless, in an invented world. This class writes its folder.
 */
public final class Specimen {
    /** The seed of the shipped specimens. */
    public static final long SEED = 17;

    private static final String WEIGHTS = "model.safetensors";

    private Specimen() {}

    /**
     * Writes data, tokenizer and configuration into {@code folder}; a pure function of the world.
     */
    public static void write(SpecimenWorld world, Path folder) throws IOException {
        Vocabulary vocabulary = Vocabulary.of(world);
        SpecimenFolder to = new SpecimenFolder(folder);
        to.write(SpecimenData.of(world));
        to.write("world.json", SpecimenFiles.world(world));
        to.write("tokenizer.json", SpecimenTokenizer.full(vocabulary));
        to.write("tokenizer_config.json", SpecimenTokenizer.config());
        to.write("config.json", SpecimenFiles.config(vocabulary, world.design().shape()));
        to.write("generation_config.json", SpecimenFiles.generationConfig(vocabulary));
    }

    /** Writes the trained weights beside the rest, in place of those that may be there. */
    public static void writeWeights(Weights weights, Path folder) throws IOException {
        Path staged = folder.resolve(".weights");
        CheckpointWriter.write(staged, weights, Map.of());
        Files.move(
                staged.resolve(WEIGHTS),
                folder.resolve(WEIGHTS),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
        Files.delete(staged);
    }
}
