package dev.pke.export.parquet;

/** A column of a table: what it is called and what its cells hold. Every cell holds something. */
public record Column(String name, Kind kind) {
    /** What a cell holds. */
    public enum Kind {
        /** A whole number of 64 bits. */
        WHOLE(2),
        /** A double, which may be no number. */
        REAL(5),
        /** Text. */
        TEXT(6),
        /** A moment in UTC, to the millisecond. */
        MOMENT(2);

        /** The number that the format has for how it is stored. */
        final int physical;

        Kind(int physical) {
            this.physical = physical;
        }
    }
}
