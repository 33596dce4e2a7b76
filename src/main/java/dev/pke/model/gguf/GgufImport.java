package dev.pke.model.gguf;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.fault.ModelError;
import dev.pke.model.architecture.Architecture;
import dev.pke.model.architecture.ModelConfig;
import dev.pke.model.architecture.WeightShapes;
import dev.pke.model.torch.DType;
import dev.pke.model.weights.CheckpointWriter;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A GGUF file as the Hugging Face folder it means: checked whole before a byte is written. */
public final class GgufImport {
    private final GgufFile file;
    private final GgufTensors tensors;
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    private GgufImport(Path path, @Nullable DType wish) {
        this.file = GgufFile.open(path);
        GgufNames family = GgufNames.of(file.metadata());
        ObjectNode json = GgufConfig.of(file, family);
        GgufTokenizer.ends(file.metadata(), json);
        Map<String, ObjectNode> tokenizer = GgufTokenizer.files(file.metadata(), family, json);
        ModelConfig config = parse(json);
        this.tensors = new GgufTensors(file, family, config.head(), wish);
        tensors.check(wanted(config));
        json.put("torch_dtype", word(tensors.dtype()));
        files.put("config.json", json.toPrettyString().getBytes(UTF_8));
        tokenizer.forEach((name, node) -> files.put(name, node.toString().getBytes(UTF_8)));
    }

    /**
     * Reads a file's header.
     *
     * @param wish the kind of number to write; null for the stored one where every weight is held
     *     by it exactly, else f32
     */
    public static GgufImport of(Path path, @Nullable DType wish) {
        return new GgufImport(path, wish);
    }

    private ModelConfig parse(ObjectNode json) {
        try {
            return ModelConfig.parse(json.toString());
        } catch (ModelError e) {
            throw new ModelError(file.path() + " means a model that is refused: " + e.line(), e);
        }
    }

    private static Map<String, List<Long>> wanted(ModelConfig config) {
        Map<String, List<Long>> wanted = new LinkedHashMap<>();
        WeightShapes.of(Architecture.of(config), config)
                .forEach((name, shape) ->
                        wanted.put(name, Arrays.stream(shape.getShape()).boxed().toList()));
        return wanted;
    }

    /** Writes a new folder; it is there whole or not at all. */
    public void write(Path folder) {
        CheckpointWriter.write(folder, tensors, files);
    }

    /** Refuses a place where something is, before the file is read. */
    public static Path checkNew(Path folder) {
        if (Files.exists(folder)) {
            throw new ModelError(
                    folder + " exists already; a folder is never written over: name a new one");
        }
        return folder;
    }

    /** What the file holds, in one line. */
    public String summary() {
        Map<BlockType, Integer> kinds = new java.util.TreeMap<>();
        file.tensors().values().forEach(t -> kinds.merge(t.type(), 1, Integer::sum));
        return "%s: %d tensors %s, %,d parameters, written as %s"
                .formatted(
                        file.metadata().text("general.architecture"),
                        file.tensors().size(),
                        kinds,
                        tensors.parameters(),
                        tensors.dtype().word());
    }

    /** Whether the file has a chat template. */
    public boolean hasTemplate() {
        return file.metadata().has("tokenizer.chat_template");
    }

    private static String word(DType dtype) {
        return switch (dtype) {
            case F16 -> "float16";
            case BF16 -> "bfloat16";
            default -> "float32";
        };
    }
}
