package dev.pke.model.architecture;

import dev.pke.fault.ModelError;

import org.jspecify.annotations.Nullable;

/**
 * How one block attends, where blocks of a model differ.
 *
 * @param rope how positions turn its queries and keys; null where they don't
 * @param window 0 sees all, n sees the last n tokens
 * @param factor of its scores, beside that of all blocks
 */
public record BlockAttention(@Nullable Rope rope, int window, double factor) {
    public BlockAttention {
        if (window < 0) {
            throw new ModelError("sliding_window must not be negative: " + window);
        }
    }

    static BlockAttention of(@Nullable Rope rope, int window) {
        return new BlockAttention(rope, window, 1);
    }
}
