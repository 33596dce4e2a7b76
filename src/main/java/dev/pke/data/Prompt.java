package dev.pke.data;

import java.util.List;

/**
 * One thing to ask a model.
 *
 * @param id unique within an evaluation, the same before and after an edit
 * @param kind what it is asked for
 * @param category the harm category; for ordinary work the kind of work, as its file names it
 * @param text what is asked
 * @param reference the answer a healthy model gives, "" where none is known
 * @param question the harmful question alone, "" where it is not known apart from the text
 * @param begun what its answer begins with; the model says only what follows
 */
public record Prompt(
        String id,
        PromptKind kind,
        String category,
        String text,
        String reference,
        String question,
        Begun begun) {
    /** Checks that there is something to ask and a name to remember it by. */
    public Prompt {
        if (id.isBlank() || text.isBlank()) {
            throw new IllegalArgumentException("prompt '" + id + "' needs an id and a text");
        }
        if (kind.harmful() && category.isBlank()) {
            throw new IllegalArgumentException("harmful prompt '" + id + "' needs a category");
        }
        if (kind.apart() == begun.depth().isEmpty()) {
            throw new IllegalArgumentException(
                    "prompt '" + id + "' of kind " + kind.wireName() + " begins " + begun);
        }
    }

    /** A prompt whose answer is the model's own from its first token on. */
    public Prompt(String id, PromptKind kind, String category, String text, String reference) {
        this(id, kind, category, text, reference, "", Begun.NOTHING);
    }

    /** The same where the harmful question in it is known. */
    public Prompt asking(String harmful) {
        return new Prompt(id, kind, category, text, reference, harmful, begun);
    }

    /** The same question with its answer begun. */
    public Prompt begin(Begun with) {
        PromptKind begins = kind.harmful() ? PromptKind.PREFILL : PromptKind.BENIGN_PREFILL;
        String name = id + "#" + begins.wireName() + "-" + with.depth();
        return new Prompt(name, begins, category, text, reference, question, with);
    }

    /** The same as a record tells it, by the name of its kind then and the answer's beginning. */
    public Prompt begin(String kindName, String text) {
        String begins =
                (kind.harmful() ? PromptKind.PREFILL : PromptKind.BENIGN_PREFILL).wireName();
        if (!kindName.startsWith(begins + "-")) {
            throw new IllegalArgumentException(id + " is not begun as " + kindName);
        }
        return begin(new Begun(kindName.substring(begins.length() + 1), text, List.of()));
    }

    /**
     * The same question under a condition that tries an edit.
     *
     * @param condition what tables call it
     * @param label the same, or more where it is asked several times under it
     * @param asked the text as it is asked then
     */
    public Prompt under(String condition, String label, String asked) {
        PromptKind tried = kind.harmful() ? PromptKind.ROBUST : PromptKind.BENIGN_ROBUST;
        String name = id + "#" + tried.wireName() + "-" + label;
        Begun nothing = new Begun(condition, "", List.of());
        return new Prompt(name, tried, category, asked, reference, question, nothing);
    }

    /** The same question in other words. */
    public Prompt with(String words) {
        return words.equals(text)
                ? this
                : new Prompt(id, kind, category, words, reference, question, begun);
    }

    /** The name of its kind, with the depth or condition where its answer is begun. */
    public String kindName() {
        return kind.apart() ? kind.wireName() + "-" + begun.depth() : kind.wireName();
    }

    /** The answer its file gives; of a knowledge question the first that is right. */
    public String given() {
        boolean several = kind == PromptKind.KNOWLEDGE;
        return several ? reference.lines().findFirst().orElse("") : reference;
    }

    /** All of an answer that goes on with {@code continuation}. */
    public String whole(String continuation) {
        return begun.text() + continuation;
    }
}
