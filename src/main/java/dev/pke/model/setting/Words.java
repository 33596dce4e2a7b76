package dev.pke.model.setting;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A few words, of which one is chosen, in capitals or not; YAML's true and false are on and off.
 */
public record Words(List<String> valid) implements Allowed {
    public Words {
        valid = List.copyOf(valid);
    }

    /** One of {@link #valid}. */
    @Override
    public @Nullable Object fit(Object given) {
        String word = given instanceof Boolean on ? (on ? "on" : "off") : given.toString();
        return valid.stream().filter(word::equalsIgnoreCase).findFirst().orElse(null);
    }

    @Override
    public String told() {
        return valid.size() == 1 ? valid.getFirst() : "one of " + String.join(", ", valid);
    }
}
