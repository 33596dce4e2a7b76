package dev.pke.cli.model;

import dev.pke.cli.Outside;
import dev.pke.event.CanonicalJson;
import dev.pke.model.architecture.ModelConfig;
import dev.pke.model.torch.Cpu;
import dev.pke.model.weights.ModelOptions;
import dev.pke.model.weights.ModelSize;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The verb {@code pke model info}: parameters, bytes, and whether they fit, before any is read. */
@Command(
        name = "info",
        description =
                "Parameters, bytes, and what load, evaluate and edit need; reads headers only, and tries"
                        + " products of its sizes on this machine.",
        footer = "Example: pke model info experiments/specimen/plain")
final class ModelInfoCommand implements Runnable {
    @Parameters(paramLabel = "DIR", description = "A Hugging Face folder.")
    Path folder = Path.of(".");

    @Mixin ModelMixin model = new ModelMixin();

    @Option(names = "--json", description = "As a JSON object.")
    boolean json;

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        ModelOptions options = model.options();
        Path found = Outside.places().find(folder);
        ModelSize size = ModelSize.of(found, options);
        Map<String, String> cpu = new TreeMap<>(Cpu.here().facts());
        cpu.put("products", options.products(found));
        ModelConfig c = size.config();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(CanonicalJson.write(object(size, cpu)));
            return;
        }
        out.printf(
                "%s: %d blocks, hidden %d, %d neurons a block, %d heads (%d kv), vocabulary %d%n",
                c.modelType(),
                c.blocks(),
                c.hidden(),
                c.intermediate(),
                c.heads(),
                c.kvHeads(),
                c.vocab());
        out.printf("parameters  %,d%n", size.parameters());
        out.printf("stored      %s%n", ModelSize.text(size.stored()));
        out.printf("held        %s%n", ModelSize.text(size.held()));
        out.printf("free        %s%n", ModelSize.text(size.available()));
        need(out, "load", size, size.toLoad(), "one prompt of 512 tokens");
        need(out, "evaluate", size, size.toEvaluate(), "32 prompts of 512 tokens side by side");
        need(out, "edit", size, size.toEdit(), "1,024 tokens of instances and constraints");
        cpu.forEach((what, value) -> out.printf("%-11s %s%n", what, value));
    }

    private static void need(PrintWriter out, String what, ModelSize size, long bytes, String of) {
        out.printf(
                "to %-8s %s: %s (%s)%n",
                what, ModelSize.text(bytes), size.fits(bytes) ? "fits" : "does not fit", of);
    }

    private static Map<String, Object> object(ModelSize size, Map<String, String> cpu) {
        Map<String, Object> o = new LinkedHashMap<>();
        o.put("architecture", size.config().modelType());
        o.put("parameters", size.parameters());
        o.put("storedBytes", size.stored());
        o.put("heldBytes", size.held());
        o.put("freeBytes", size.available());
        o.put("loadBytes", size.toLoad());
        o.put("evaluateBytes", size.toEvaluate());
        o.put("editBytes", size.toEdit());
        o.put("machine", cpu);
        return o;
    }
}
