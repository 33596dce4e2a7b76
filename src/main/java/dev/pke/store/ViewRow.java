package dev.pke.store;

import org.jspecify.annotations.Nullable;

/** A row of a stored read model; {@code json} is null where the entry is void from there on. */
public record ViewRow(String model, String run, long position, String key, @Nullable String json) {}
