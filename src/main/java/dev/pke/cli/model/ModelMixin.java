package dev.pke.cli.model;

import dev.pke.cli.Outside;
import dev.pke.cli.Visible;
import dev.pke.model.LanguageModel;
import dev.pke.model.torch.DType;
import dev.pke.model.weights.Compute;
import dev.pke.model.weights.ModelOptions;
import dev.pke.model.weights.Packing;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Path;

/** Where and in what precision a model runs, as every verb that opens one asks. */
public final class ModelMixin {
    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            description = "cpu, cuda (all GPUs in turn) or cuda:N. Default: cpu.")
    String device = "cpu";

    @Option(
            names = "--dtype",
            paramLabel = "KIND",
            description = "f32, bf16 or f16. Default: as the folder stores them.")
    @Nullable String dtype;

    @Option(
            names = "--compute",
            paramLabel = "KIND",
            description =
                    "auto, stored or f32: the kind weights are held in on a CPU. auto: f32 where it has no"
                            + " units for theirs (of models of up to 8 GiB in f32). Default: auto.")
    String compute = "auto";

    @Option(
            names = "--plain",
            description =
                    "Hold the weights only as they are stored. By default those of up to 4 GiB are"
                            + " held once more on a CPU, in a layout that answers faster, where a trial shows"
                            + " it right.")
    boolean plain;

    public ModelOptions options() {
        Packing packing = plain ? Packing.none() : Packing.fastest();
        return new ModelOptions(
                device, dtype == null ? null : DType.parse(dtype), Compute.parse(compute), packing);
    }

    public LanguageModel open(Path folder) {
        LanguageModel model = LanguageModel.open(Outside.places().find(folder), options());
        model.notices().forEach(line -> System.err.println("pke: " + Visible.of(line)));
        return model;
    }
}
