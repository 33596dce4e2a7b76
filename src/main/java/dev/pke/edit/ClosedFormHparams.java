package dev.pke.edit;

/**
 * What {@link ClosedFormEditor} can be told.
 *
 * @param kl weight of staying as before on ordinary work
 * @param clamp the longest value, as a multiple of what was written; 0 for any
 * @param slack how far keys that resemble each other may share, 0 for not at all
 */
record ClosedFormHparams(double rate, int steps, double kl, double clamp, double slack) {}
