package dev.pke.cli.model;

import dev.pke.fault.UserError;
import dev.pke.model.torch.DType;
import dev.pke.model.weights.ModelOptions;
import dev.pke.model.weights.ModelSize;
import dev.pke.model.weights.RandomCheckpoint;

import me.tongfei.progressbar.ProgressBar;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.Map;

/** The verb {@code pke model random}: a folder of a real shape with random weights. */
@Command(
        name = "random",
        description = "Writes a checkpoint of a real shape with random weights, for measurements.",
        footer = "Example: pke model random tiny --shape llama-tiny")
final class ModelRandomCommand implements Runnable {
    @Parameters(paramLabel = "DIR", description = "A new folder.")
    Path folder = Path.of("random");

    @Option(names = "--shape", description = "llama-tiny, llama-768, llama2-7b or llama3-8b.")
    String shape = "llama-768";

    @Option(names = "--dtype", description = "f32 or bf16.")
    String dtype = "f32";

    @Option(names = "--seed", description = "Of the random numbers.")
    long seed = 1;

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        Map<String, String> shapes = RandomCheckpoint.shapes();
        String config = shapes.get(shape);
        if (config == null) {
            throw new UserError("shape " + shape + " is not known; known: " + shapes.keySet());
        }
        try (ProgressBar bar = new ProgressBar("writing", -1)) {
            RandomCheckpoint.write(
                    folder, config, DType.parse(dtype), seed, bytes -> bar.stepTo(bytes >> 20));
        }
        var size = ModelSize.of(folder, ModelOptions.cpu());
        spec.commandLine()
                .getOut()
                .println("%s: %s".formatted(folder, ModelSize.text(size.stored())));
    }
}
