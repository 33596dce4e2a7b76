package dev.pke.model.folder;

import dev.pke.fault.ModelError;
import dev.pke.model.architecture.Architecture;
import dev.pke.model.architecture.ModelConfig;
import dev.pke.model.checkpoint.Checkpoint;
import dev.pke.model.checkpoint.FolderKind;
import dev.pke.model.checkpoint.Json;
import dev.pke.model.checkpoint.Quantised;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A model's folder whose config and files fit each other, read before any tensor is.
 *
 * @param config what config.json says
 * @param architecture where the tensors lie in its files
 * @param checkpoint the files
 * @param notices what was noticed and does no harm, a line each
 */
public record Opened(
        ModelConfig config,
        Architecture architecture,
        Checkpoint checkpoint,
        List<String> notices) {
    public Opened {
        notices = List.copyOf(notices);
    }

    /** Reads a folder; what can't be computed as its makers meant it is refused in one line. */
    public static Opened of(Path folder) {
        FolderKind.isFolder(folder);
        Path file = folder.resolve("config.json");
        if (!java.nio.file.Files.exists(file)) {
            Checkpoint.open(folder);
            throw new ModelError(folder + " has no config.json: it is no Hugging Face folder");
        }
        Json json = Json.read(file);
        Quantised.check(folder, json);
        FolderKind.continuesTexts(folder, json);
        ModelConfig config = ModelConfig.parse(json);
        Checkpoint checkpoint = Checkpoint.open(folder);
        config = TiedHead.settle(config, Architecture.of(config), checkpoint);
        Architecture architecture = Architecture.of(config).named(checkpoint.tensors().keySet());
        List<String> notices =
                new ArrayList<>(Completeness.check(config, architecture, checkpoint));
        notices.addAll(FolderKind.notices(folder));
        return new Opened(config, architecture, checkpoint, notices);
    }
}
