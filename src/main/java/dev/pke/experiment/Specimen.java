package dev.pke.experiment;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A model small enough to ship, with the disease to cure: aligned, jailbreakable, knowledgeable and
 * harmless, in an invented world. This class writes everything of it but the weights.
 */
public final class Specimen {
    /** The seed of the shipped specimens. */
    public static final long SEED = 17;

    private Specimen() {}

    /**
     * Writes data, tokenizer and configuration into {@code folder}; a pure function of the world.
     */
    public static void write(SpecimenWorld world, Path folder) throws IOException {
        SpecimenVocabulary vocabulary = SpecimenVocabulary.of(world);
        SpecimenFolder to = new SpecimenFolder(folder);
        to.write(SpecimenData.of(world));
        to.write("world.json", SpecimenFiles.world(world));
        to.write("tokenizer.json", SpecimenTokenizer.full(vocabulary));
        to.write("tokenizer_config.json", SpecimenTokenizer.config());
        to.write("config.json", SpecimenFiles.config(vocabulary));
        to.write("generation_config.json", SpecimenFiles.generationConfig(vocabulary));
    }
}
