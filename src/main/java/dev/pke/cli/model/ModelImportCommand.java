package dev.pke.cli.model;

import dev.pke.fault.UserError;
import dev.pke.model.gguf.GgufImport;
import dev.pke.model.torch.DType;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;

/** The verb {@code pke model import}: a GGUF file as a folder. */
@Command(
        name = "import",
        description = {
            "Writes a GGUF file (llama.cpp, Ollama) as a Hugging Face folder: llama, mistral, qwen2,"
                    + " qwen3, gemma2, phi3; F32, F16, BF16, Q4_0 to Q8_0, Q2_K to Q6_K.",
            "Quantised weights become the numbers that they stand for, as f32."
        },
        footer = "Example: pke model import model.gguf --to DIR")
final class ModelImportCommand implements Runnable {
    @Parameters(paramLabel = "FILE", description = "A GGUF file.")
    Path file = Path.of("");

    @Option(names = "--to", required = true, paramLabel = "DIR", description = "A new folder.")
    Path to = Path.of("");

    @Option(
            names = "--dtype",
            paramLabel = "KIND",
            description =
                    "f32, bf16 or f16, rounded to. Default: as stored where every weight fits, else f32.")
    @Nullable String dtype;

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        GgufImport.checkNew(to);
        GgufImport made = GgufImport.of(file, kind());
        made.write(to);
        PrintWriter out = spec.commandLine().getOut();
        out.println(made.summary());
        if (!made.hasTemplate()) {
            out.println("NO CHAT TEMPLATE in the file: prompts to this folder will be asked bare");
        }
        out.println("written to " + to);
    }

    private @Nullable DType kind() {
        DType kind = dtype == null ? null : DType.parse(dtype);
        if (kind == DType.F64) {
            throw new UserError("--dtype f64: f32, bf16 or f16 can be written");
        }
        return kind;
    }
}
