package dev.pke.store;

/**
 * What of the stored read models is not what the log makes it.
 *
 * @param position the first event whose rows differ; 0 if no event makes such rows
 * @param line the model and the run, in one line
 */
public record ViewFault(long position, String line) {}
