package dev.pke.run;

import dev.pke.run.RunEvent.EvaluationFinished;
import dev.pke.run.RunEvent.LayerScored;
import dev.pke.run.RunEvent.PromptAnswered;
import dev.pke.run.RunEvent.RegionChosen;
import dev.pke.run.RunEvent.StageFinished;
import dev.pke.run.RunEvent.StageStarted;
import dev.pke.run.RunEvent.StepTaken;

import org.jspecify.annotations.Nullable;

/**
 * The facts that make up nearly all of a log, read straight from their canonical text: several
 * times as fast as by {@link RunEventCodec}'s general reader, which alone decides what a text means
 * that does not fit here. What is read here, it would read as the same.
 */
final class FrequentForms {
    private static final String[] ANSWERED = {
        ",\"category\":",
        ",\"kind\":",
        ",\"phase\":",
        ",\"prompt\":",
        ",\"promptId\":",
        ",\"stage\":"
    };

    private FrequentForms() {}

    /** The fact; null if its type is not frequent or its text not exactly in the usual form. */
    static @Nullable Fact read(String type, String data) {
        try {
            return switch (type) {
                case "prompt-answered.v1" -> answered(new FormText(data));
                case "step-taken.v1" -> step(new FormText(data));
                case "layer-scored.v1" -> layer(new FormText(data));
                case "stage-started.v1" -> started(new FormText(data));
                case "stage-finished.v1" -> finished(new FormText(data));
                case "region-chosen.v1" -> region(new FormText(data));
                case "evaluation-finished.v1" -> evaluation(new FormText(data));
                default -> null;
            };
        } catch (IllegalArgumentException impossible) {
            return null; // the general reader will say what is wrong, and where
        }
    }

    private static @Nullable Fact answered(FormText text) {
        String answer = text.literal("{\"answer\":").string();
        String begun = text.takes(",\"begun\":") ? text.string() : "";
        String[] said = text.strings(ANSWERED); // one loop: six calls inline to far more code
        int tokens = text.literal(",\"tokens\":").count();
        var verdicts = text.literal(",\"verdicts\":").strings();
        return text.literal("}").fits()
                ? new PromptAnswered(
                        Stage.of(said[5]),
                        Phase.of(said[2]),
                        said[1],
                        said[0],
                        said[4],
                        said[3],
                        begun,
                        answer,
                        tokens,
                        verdicts)
                : null;
    }

    private static @Nullable Fact step(FormText text) {
        double gradientNorm = text.literal("{\"gradientNorm\":").number();
        var losses = text.literal(",\"losses\":").numbers();
        var measured = text.literal(",\"measured\":").numbers();
        int step = text.literal(",\"step\":").count();
        return text.literal("}").fits()
                ? new StepTaken(step, losses, gradientNorm, measured)
                : null;
    }

    private static @Nullable Fact layer(FormText text) {
        int block = text.literal("{\"block\":").count();
        var scores = text.literal(",\"scores\":").numbers();
        return text.literal("}").fits() ? new LayerScored(block, scores) : null;
    }

    private static @Nullable Fact started(FormText text) {
        String stage = text.literal("{\"stage\":").string();
        return text.literal("}").fits() ? new StageStarted(Stage.of(stage)) : null;
    }

    private static @Nullable Fact finished(FormText text) {
        var measured = text.literal("{\"measured\":").numbers();
        String stage = text.literal(",\"stage\":").string();
        return text.literal("}").fits() ? new StageFinished(Stage.of(stage), measured) : null;
    }

    private static @Nullable Fact region(FormText text) {
        int block = text.literal("{\"block\":").count();
        var neurons = text.literal(",\"neurons\":").counts();
        double threshold = text.literal(",\"threshold\":").number();
        return text.literal("}").fits() ? new RegionChosen(block, neurons, threshold) : null;
    }

    private static @Nullable Fact evaluation(FormText text) {
        var byCategory =
                text.literal("{\"byCategory\":").members(() -> text.members(() -> metric(text)));
        String judge = text.literal(",\"judge\":").string();
        var measured = text.literal(",\"measured\":").numbers();
        var metrics = text.literal(",\"metrics\":").members(() -> metric(text));
        String phase = text.literal(",\"phase\":").string();
        return text.literal("}").fits()
                ? new EvaluationFinished(Phase.of(phase), judge, metrics, byCategory, measured)
                : null;
    }

    private static Metric metric(FormText text) {
        int count = text.literal("{\"count\":").count();
        double high = text.literal(",\"high\":").number();
        double low = text.literal(",\"low\":").number();
        int of = text.literal(",\"of\":").count();
        double value = text.literal(",\"value\":").number();
        text.literal("}");
        return new Metric(value, count, of, low, high);
    }
}
