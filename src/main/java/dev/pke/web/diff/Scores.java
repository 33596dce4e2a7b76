package dev.pke.web.diff;

import dev.pke.event.Blobs;
import dev.pke.fault.UserError;
import dev.pke.run.RunEvent.NeuronsScored;
import dev.pke.run.RunView;
import dev.pke.run.ScoreTable;
import dev.pke.run.Told;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/** A run's score tables by name, {@code score} first: every neuron's, and what it ranks. */
public record Scores(@Nullable Told<NeuronsScored> event, Map<String, float[][]> tables) {
    private static final String TOTAL = "score";

    /** Those a run recorded; none where it scored nothing or the blob is not here. */
    static Scores of(RunView view, Blobs blobs) {
        Told<NeuronsScored> event = view.scores();
        Map<String, float[][]> tables = new LinkedHashMap<>();
        if (event != null && blobs.has(event.fact().table())) {
            try {
                read(event.fact(), blobs, TOTAL, tables);
                for (String name : event.fact().names()) {
                    read(event.fact(), blobs, name, tables);
                }
            } catch (UserError damaged) {
                tables.clear();
            }
        }
        return new Scores(event, tables);
    }

    private static void read(
            NeuronsScored scored, Blobs blobs, String name, Map<String, float[][]> into) {
        float[][] table = ScoreTable.read(blobs, scored.table(), name);
        if (table.length > 0) {
            into.put(name, table);
        }
    }

    /** The total score; NaN where there is none. */
    double score(int block, int neuron) {
        return value(tables.getOrDefault(TOTAL, new float[0][]), block, neuron);
    }

    static double value(float[][] table, int block, int neuron) {
        boolean there = block >= 0 && block < table.length && neuron < table[block].length;
        return there ? table[block][neuron] : Double.NaN;
    }

    /** The rank of a neuron's total score among all, 1 for the best; 0 where there is none. */
    long rank(int block, int neuron) {
        return rank(tables.getOrDefault(TOTAL, new float[0][]), block, neuron);
    }

    static long rank(float[][] table, int block, int neuron) {
        double own = value(table, block, neuron);
        if (Double.isNaN(own)) {
            return 0;
        }
        long better = 0;
        for (float[] row : table) {
            for (float each : row) {
                better += each > own ? 1 : 0;
            }
        }
        return better + 1;
    }
}
