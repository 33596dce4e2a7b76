package dev.pke.experiment.make;

import dev.pke.fault.UserError;

/**
 * How many questions go to each split.
 *
 * @param edit for locating and editing
 * @param tune for choosing settings
 * @param test for what is reported
 */
public record Sizes(int edit, int tune, int test) {
    public Sizes {
        if (edit < 1 || tune < 1 || test < 1) {
            throw new UserError("--split wants three counts of at least 1: EDIT,TUNE,TEST");
        }
    }

    /** Reads "40,100,400". */
    public static Sizes parse(String text) {
        if (!text.matches("\\d{1,6},\\d{1,6},\\d{1,6}")) {
            throw new UserError("--split " + text + ": three counts are wanted: EDIT,TUNE,TEST");
        }
        String[] counts = text.split(",", -1);
        return new Sizes(
                Integer.parseInt(counts[0]),
                Integer.parseInt(counts[1]),
                Integer.parseInt(counts[2]));
    }

    int all() {
        return edit + tune + test;
    }
}
