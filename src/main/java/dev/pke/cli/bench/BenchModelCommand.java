package dev.pke.cli.bench;

import dev.pke.bench.ModelBench;
import dev.pke.cli.model.ModelMixin;
import dev.pke.model.torch.Cpu;
import dev.pke.model.torch.Torch;
import dev.pke.model.weights.Compute;
import dev.pke.model.weights.ModelSize;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The verb {@code pke bench model}: load, prefill, decode, edit steps, peak memory. */
@Command(
        name = "model",
        description = {
            "Measures a model's folder: loading, prefill and decode tokens a second, edit steps a"
                    + " second, peak memory.",
            "Make a folder with: pke model random DIR --shape llama-768"
        },
        footer = "Example: pke bench model experiments/specimen/plain")
final class BenchModelCommand implements Runnable {
    @Parameters(paramLabel = "DIR", description = "A Hugging Face folder; weights may be random.")
    Path folder = Path.of(".");

    @Mixin ModelMixin model = new ModelMixin();

    @Option(names = "--sequences", description = "Side by side. Default: ${DEFAULT-VALUE}.")
    int sequences = 8;

    @Option(names = "--prompt", description = "Tokens of a prompt. Default: ${DEFAULT-VALUE}.")
    int prompt = 128;

    @Option(names = "--new", description = "Tokens of an answer. Default: ${DEFAULT-VALUE}.")
    int answer = 64;

    @Option(names = "--steps", description = "Steps of an edit. Default: ${DEFAULT-VALUE}.")
    int steps = 10;

    @Option(
            names = "--rounds",
            description = "Of each measurement; the median counts. Default: ${DEFAULT-VALUE}.")
    int rounds = 5;

    @Option(
            names = "--side-by-side",
            description =
                    "In the same run, also the plain way: weights only as they are stored, and"
                            + " the whole model run in every step of an edit.")
    boolean sideBySide;

    @Option(
            names = "--python",
            paramLabel = "PATH",
            description = "With --side-by-side: a Python with transformers, measured too.")
    @Nullable String python;

    @Option(
            names = "--gguf",
            paramLabel = "FILE",
            description =
                    "With --python: the same model for llama.cpp, measured where xllamacpp is.")
    @Nullable Path gguf;

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        ModelSize size = ModelSize.of(folder, model.options());
        out.printf(
                Locale.ROOT,
                "%s, %,d parameters, %s held%n",
                folder.getFileName(),
                size.parameters(),
                ModelSize.text(size.held()));
        if (sideBySide) {
            Cpu.here().facts().forEach((what, fact) -> out.printf("%-44s %s%n", what, fact));
        }
        if (size.computed() != null) {
            out.printf("%-44s %s%n", "held while computing", size.dtype().word());
        }
        var bench =
                new ModelBench(
                        folder,
                        model.options(),
                        sequences,
                        prompt,
                        answer,
                        steps,
                        rounds,
                        sideBySide ? ModelBench.Against.PLAIN : ModelBench.Against.NOTHING);
        bench.run((what, value) -> out.printf(Locale.ROOT, "%-44s %s%n", what, value));
        if (sideBySide && python != null) {
            reference(python, out);
        }
    }

    /** What transformers takes for the same, in the kind the folder stores, and llama.cpp. */
    private void reference(String program, PrintWriter out) {
        Path root = Path.of(System.getProperty("pke.root", "."));
        List<String> shape =
                List.of(
                        "--sequences=" + sequences,
                        "--prompt=" + prompt,
                        "--new=" + answer,
                        "--rounds=" + rounds);
        List<String> more = new ArrayList<>(shape);
        more.addAll(List.of("--steps=" + steps, "--dtype=" + stored()));
        more.add("--device=" + model.options().device());
        new Reference(program, root, "reference.py")
                .run(folder, more, line -> out.println("transformers: " + line));
        if (gguf != null) {
            List<String> told = new ArrayList<>(shape);
            told.add("--threads=" + Torch.threads());
            new Reference(program, root, "llama_cpp.py")
                    .run(gguf, told, line -> out.println("llama.cpp: " + line));
        }
    }

    private String stored() {
        return switch (ModelSize.of(folder, model.options().with(Compute.STORED)).dtype()) {
            case BF16 -> "bfloat16";
            case F16 -> "float16";
            default -> "float32";
        };
    }
}
