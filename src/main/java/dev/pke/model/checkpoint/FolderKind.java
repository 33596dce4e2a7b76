package dev.pke.model.checkpoint;

import dev.pke.fault.ModelError;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What kinds of folder people have besides a Hugging Face folder with safetensors: each refused in
 * a line of its own that says what to do.
 */
public final class FolderKind {
    private static final String ADAPTER = "adapter_config.json";
    private static final byte[] LFS = "version https://git-lfs".getBytes(StandardCharsets.US_ASCII);

    private FolderKind() {}

    /** Refuses what is no folder. */
    public static void isFolder(Path folder) {
        String name = folder.toString();
        if (Files.isDirectory(folder)) {
            return;
        }
        if (name.endsWith(".gguf")) {
            throw new ModelError(
                    folder
                            + " is a GGUF file, not a folder: make one of it first, with pke model"
                            + " import FILE --to DIR");
        }
        if (Files.exists(folder)) {
            throw new ModelError(folder + " is a file; a Hugging Face folder is wanted");
        }
        throw new ModelError(folder + " is not a folder with a model");
    }

    /** Why a folder has no safetensors. */
    static ModelError withoutWeights(Path folder) {
        List<String> files = files(folder);
        if (files.contains(ADAPTER)) {
            return new ModelError(
                    "%s holds a PEFT adapter alone%s: merge it into its base (merge_and_unload) and"
                                    .formatted(folder, base(folder))
                            + " take that folder");
        }
        Optional<String> other =
                first(files, "pytorch_model.*\\.bin(\\.index\\.json)?")
                        .or(() -> first(files, ".*\\.(bin|pt|pth|ckpt)"));
        if (other.isPresent()) {
            return new ModelError(
                    "%s has its weights in %s only: convert them with transformers, from_pretrained"
                                    .formatted(folder, other.get())
                            + "(DIR).save_pretrained(NEW), which writes safetensors");
        }
        Optional<String> gguf = first(files, ".*\\.gguf");
        if (gguf.isPresent()) {
            return new ModelError(
                    "%s has its weights in the GGUF file %s only: make a folder of it first, with"
                                    .formatted(folder, gguf.get())
                            + " pke model import FILE --to DIR");
        }
        Optional<String> shard = first(files, ".*\\.safetensors");
        if (shard.isPresent()) {
            return new ModelError(
                    "%s has %s, but neither model.safetensors nor model.safetensors.index.json: the"
                                    .formatted(folder, shard.get())
                            + " download is incomplete, or the weights have names of another tool");
        }
        return new ModelError(
                folder + " has neither model.safetensors nor model.safetensors.index.json");
    }

    /** A line about an adapter that lies beside a base and is not used, where there is one. */
    public static List<String> notices(Path folder) {
        return Files.exists(folder.resolve(ADAPTER))
                ? List.of(
                        folder
                                + " has a PEFT adapter beside the model, which is not used: merge"
                                + " it (merge_and_unload) where it should be")
                : List.of();
    }

    /** Refuses a file that Git LFS left a pointer in place of. */
    public static void notPointer(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            if (java.util.Arrays.equals(in.readNBytes(LFS.length), LFS)) {
                throw new ModelError(
                        file
                                + " is a Git LFS pointer, not the file itself: fetch it with git"
                                + " lfs pull, or download the folder again");
            }
        } catch (IOException e) {
            throw new ModelError(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Why there is no tokenizer.json. */
    public static ModelError withoutTokenizer(Path folder) {
        String remedy =
                ": make one with transformers, AutoTokenizer.from_pretrained(DIR)"
                        + ".save_pretrained(DIR)";
        List<String> files = files(folder);
        for (String other : List.of("tokenizer.model", "vocab.json", "spiece.model")) {
            if (files.contains(other)) {
                return new ModelError(folder + " has " + other + " but no tokenizer.json" + remedy);
            }
        }
        return new ModelError(folder + " has no tokenizer.json");
    }

    /** Refuses configs of models that have another head than that of a language model. */
    public static void continuesTexts(Path folder, Json config) {
        for (String architecture : config.words("architectures")) {
            if (architecture.matches(
                    ".*(For(Sequence|Token|Question|Multiple|Masked|Image|Audio).*"
                            + "|RewardModel|ForRewardModel|WithValueHead|DoubleHeadsModel)")) {
                throw new ModelError(
                        "%s is a %s, which scores texts (a classification or reward head): a model"
                                        .formatted(folder, architecture)
                                + " that continues them (...ForCausalLM) is wanted");
            }
        }
    }

    private static String base(Path folder) {
        Json adapter = Json.read(folder.resolve(ADAPTER));
        String base = adapter.text("base_model_name_or_path", "");
        return base.isEmpty() ? "" : ", made for " + base;
    }

    private static Optional<String> first(List<String> files, String pattern) {
        return files.stream().filter(f -> f.matches(pattern)).findFirst();
    }

    private static List<String> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new ModelError(folder + " cannot be read: " + e.getMessage(), e);
        }
    }
}
