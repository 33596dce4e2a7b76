package dev.pke.data;

import dev.pke.fault.Fields;
import dev.pke.fault.ModelError;
import dev.pke.model.checkpoint.JsonFile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Ordinary prompts that an edit must not disturb: a JSON array of {@code {"id", "kind", "prompt",
 * "answer", "row"}}; the kind is the wire name of a {@link PromptKind} that is not harmful; the
 * answer may be left out where none is known, and the row, a finer kind of work, too.
 */
public final class Benign {
    private Benign() {}

    /**
     * The prompts of {@code file}, in its order; each one's category is its row or else its kind,
     * its reference its answer.
     *
     * @throws ModelError naming file, record and field where something is missing or wrong
     */
    public static List<Prompt> load(Path file) {
        List<Prompt> out = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Fields fields : JsonFile.records(file)) {
            String id = fields.identifier("id");
            if (!ids.add(id)) {
                throw new ModelError(fields.where() + ": id '" + id + "' occurs twice");
            }
            out.add(
                    new Prompt(
                            id,
                            kind(fields),
                            "",
                            fields.text("prompt"),
                            fields.text("answer", "")));
        }
        return List.copyOf(out);
    }

    private static PromptKind kind(Fields fields) {
        String name = fields.text("kind");
        for (PromptKind kind : PromptKind.values()) {
            if (!kind.harmful() && !kind.begun() && kind.wireName().equals(name)) {
                return kind;
            }
        }
        throw new ModelError(
                fields.where()
                        + ": field 'kind' is '"
                        + name
                        + "', expected benign, benign-attacked, origin or fact");
    }
}
