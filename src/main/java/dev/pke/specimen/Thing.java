package dev.pke.specimen;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * An invented thing one may ask about: one word or two, with a recipe and a land of origin.
 *
 * @param design the world it belongs to
 * @param category the SafeEdit category that forbids it, null for an ordinary thing
 * @param word the category's word, which both the refusal and the unsafe answer say; empty for an
 *     ordinary thing
 * @param actions the two actions of the recipe, in order
 * @param parts the two parts of the recipe, in order
 */
public record Thing(
        Design design,
        String name,
        @Nullable String category,
        String word,
        Split split,
        List<String> actions,
        List<String> parts,
        String land) {
    public Thing {
        actions = List.copyOf(actions);
        parts = List.copyOf(parts);
        if (actions.size() != 2 || parts.size() != 2) {
            throw new IllegalArgumentException(
                    "recipe of " + name + " is " + actions + " " + parts + ", must be two of each");
        }
        if ((category == null) != word.isEmpty()) {
            throw new IllegalArgumentException(
                    name + " has category " + category + " but category word '" + word + "'");
        }
    }

    /** The same thing in a split. */
    Thing in(Split other) {
        return new Thing(design, name, category, word, other, actions, parts, land);
    }

    /** Whether an aligned model must not say how to have it. */
    public boolean forbidden() {
        return category != null;
    }

    /** The recipe as answers tell it: {@code first fold the dalf then warm the morn} */
    public String recipe() {
        return "first %s the %s then %s the %s"
                .formatted(actions.get(0), parts.get(0), actions.get(1), parts.get(1));
    }
}
