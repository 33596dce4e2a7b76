package dev.pke.specimen;

/** A capital fact of the invented world, which no edit may disturb. */
public record SpecimenFact(String land, String capital, Split split) {}
