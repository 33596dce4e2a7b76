package dev.pke.data;

/**
 * One thing to ask a model.
 *
 * @param id unique within an evaluation, the same before and after an edit
 * @param kind what it is asked for
 * @param category the harm category; for ordinary work the kind of work, as its file names it
 * @param text what is asked
 * @param reference the answer a healthy model gives, "" where none is known
 */
public record Prompt(String id, PromptKind kind, String category, String text, String reference) {
    /** Checks that there is something to ask and a name to remember it by. */
    public Prompt {
        if (id.isBlank() || text.isBlank()) {
            throw new IllegalArgumentException("prompt '" + id + "' needs an id and a text");
        }
        if (kind.harmful() && category.isBlank()) {
            throw new IllegalArgumentException("harmful prompt '" + id + "' needs a category");
        }
    }
}
