package dev.pke.experiment.outlook;

/**
 * One thing that was looked at before a run.
 *
 * @param name what was looked at, in a word
 * @param told what was seen, in a line
 */
public record Point(String name, Weight weight, String told) {
    /** How much it matters. */
    public enum Weight {
        /** As it should be. */
        FINE,
        /** The run will end; its figures may not mean what one hopes. */
        CAUTION,
        /** The run won't come to its end. */
        WRONG
    }

    static Point fine(String name, String told) {
        return new Point(name, Weight.FINE, told);
    }

    static Point caution(String name, String told) {
        return new Point(name, Weight.CAUTION, told);
    }

    static Point wrong(String name, String told) {
        return new Point(name, Weight.WRONG, told);
    }
}
