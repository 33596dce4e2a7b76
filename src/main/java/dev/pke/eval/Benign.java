package dev.pke.eval;

import dev.pke.model.ModelError;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Ordinary prompts that an edit must not disturb: a JSON array of {@code {"id", "kind", "prompt",
 * "answer"}}. The kind is any word for the sort of work; one that ends in {@code -attacked} stands
 * inside an attack prompt. The answer may be left out where none is known.
 */
public final class Benign {
    private Benign() {}

    /**
     * The prompts of {@code file}, in its order; each one's category is its kind of work, its
     * reference its answer.
     *
     * @throws ModelError naming file, record and field where something is missing or wrong
     */
    public static List<Prompt> load(Path file) {
        List<Prompt> out = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (JsonFields fields : JsonFields.records(file)) {
            String id = fields.identifier("id");
            if (!ids.add(id)) {
                throw new ModelError(fields.where() + ": id '" + id + "' occurs twice");
            }
            String work = fields.text("kind");
            PromptKind kind =
                    work.endsWith("-attacked") ? PromptKind.BENIGN_ATTACKED : PromptKind.BENIGN;
            out.add(new Prompt(id, kind, work, fields.text("prompt"), fields.textOrNone("answer")));
        }
        return List.copyOf(out);
    }
}
