package dev.pke.web.inside;

/** One term: an array for each of what is drawn, a value for each stretch. */
@SuppressWarnings("ArrayRecordComponent") // read by drawings, never compared
public record LossLine(String term, double[] low, double[] middle, double[] high) {
    /** Whether a stretch holds a value that is no number: the edit diverged there. */
    boolean isLost(int at) {
        return Double.isNaN(high[at]);
    }
}
