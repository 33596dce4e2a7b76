package dev.pke.web;

import java.util.List;
import java.util.stream.DoubleStream;

/** How a reader sees: Machado, Oliveira and Fernandes 2009, severity 1, applied to linear light. */
@SuppressWarnings("ImmutableEnumChecker")
public // written once, never handed out
enum Sight {
    TRICHROMAT(1, 0, 0, 0, 1, 0, 0, 0, 1),
    PROTANOPE(
            0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116,
            1.051998),
    DEUTERANOPE(
            0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940,
            0.968881);

    private final List<Double> matrix;

    Sight(double... matrix) {
        this.matrix = DoubleStream.of(matrix).boxed().toList();
    }

    /** What arrives of linear red, green and blue, each cut to [0, 1]. */
    double[] see(double[] rgb) {
        var seen = new double[3];
        for (int row = 0; row < 3; row++) {
            double sum = 0;
            for (int column = 0; column < 3; column++) {
                sum += matrix.get(3 * row + column) * rgb[column];
            }
            seen[row] = Math.clamp(sum, 0, 1);
        }
        return seen;
    }
}
