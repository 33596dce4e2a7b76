package dev.pke.model.checkpoint;

import dev.pke.fault.Fields;
import dev.pke.fault.ModelError;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A JSON file of a person's that holds one object, as a model folder's do. */
public final class JsonFile {
    /** The largest file read, in bytes: SafeEdit's largest split has under 60 MB. */
    private static final long LIMIT_BYTES = 512L << 20;

    private JsonFile() {}

    /** The file's one object. */
    public static Fields object(Path file) {
        return new Fields(file.toString(), value(file));
    }

    private static JsonNode value(Path file) {
        try {
            if (Files.size(file) > LIMIT_BYTES) {
                throw new ModelError(file + ": over " + (LIMIT_BYTES >> 20) + " MiB");
            }
            return Fields.json(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new ModelError(file + " does not exist", e);
        } catch (IOException e) {
            throw new ModelError(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
