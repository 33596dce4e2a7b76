package dev.pke.model.setting;

import org.jspecify.annotations.Nullable;

/** Any whole number of 64 bits, as a number or as its decimal text: every one draws alike. */
public record Seed() implements Allowed {
    /** A Long. */
    @Override
    public @Nullable Object fit(Object given) {
        if (given instanceof Integer || given instanceof Long || given instanceof String) {
            try {
                return Long.parseLong(given.toString());
            } catch (NumberFormatException tooLarge) {
                return null;
            }
        }
        return null;
    }

    @Override
    public String told() {
        return "a whole number of 64 bits, such as 1";
    }
}
