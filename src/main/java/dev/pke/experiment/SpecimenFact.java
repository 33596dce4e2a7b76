package dev.pke.experiment;

/** A capital fact of the invented world, which no edit may disturb. */
public record SpecimenFact(String land, String capital, SpecimenSplit split) {}
