package dev.pke.conformance;

import dev.pke.model.SequenceClassifier;

import java.util.Arrays;
import java.util.stream.Stream;

/** Checks a classifier case: logits, probabilities and labels of a padded batch. */
final class RobertaCheck {
    private static final double TOLERANCE = 2e-5;

    private RobertaCheck() {}

    static void run(CheckCase given, CheckRows rows) {
        try (SequenceClassifier classifier = SequenceClassifier.open(given.folder())) {
            var texts = Arrays.asList(CheckCase.rows(given.inputs().path("sequences")));
            float[][] logits = classifier.logits(texts);
            double[] flat =
                    Stream.of(logits)
                            .flatMap(row -> Arrays.stream(wide(row)).boxed())
                            .mapToDouble(Double::doubleValue)
                            .toArray();
            rows.absolute("logits", given.numbers("logits"), flat, TOLERANCE);
            if (given.has("probs")) {
                double[] p =
                        Stream.of(classifier.probabilities(texts))
                                .flatMap(row -> Arrays.stream(row).boxed())
                                .mapToDouble(Double::doubleValue)
                                .toArray();
                rows.absolute("probs", given.numbers("probs"), p, TOLERANCE);
            }
            int[] labels = Stream.of(logits).mapToInt(RobertaCheck::largest).toArray();
            int[] want = CheckCase.ids(given.expected().path("predicted_label"));
            if (want.length > 0) {
                rows.equal("predicted_label", want, labels);
            }
        }
    }

    private static int largest(float... row) {
        int best = 0;
        for (int i = 1; i < row.length; i++) {
            best = row[i] > row[best] ? i : best;
        }
        return best;
    }

    private static double[] wide(float... row) {
        double[] wide = new double[row.length];
        Arrays.setAll(wide, i -> row[i]);
        return wide;
    }
}
