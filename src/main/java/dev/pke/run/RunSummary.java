package dev.pke.run;

import dev.pke.measure.MetricName;
import dev.pke.run.word.Metric;
import dev.pke.run.word.PlanKey;
import dev.pke.run.word.ReplayVerdict;
import dev.pke.run.word.Stage;
import dev.pke.run.word.Status;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * One run in one line of a table, as of {@code position}: what it is, where it stands, and what it
 * came to. {@code before} and {@code after} hold the figures of the plan's first judge by the names
 * in {@link MetricName}; {@code stage} is the one at work, or null between stages.
 */
public record RunSummary(
        long position,
        String run,
        String planName,
        String method,
        String model,
        Map<String, String> seeds,
        Status status,
        @Nullable Stage stageAtWork,
        List<Stage> finished,
        @Nullable String judge,
        Map<String, Metric> before,
        Map<String, Metric> after,
        Edit edit,
        Timing timing,
        Review review,
        @Nullable String error,
        String commit,
        String machine,
        Basis basis) {
    private static final String EXACT_JUDGE = "specimen-oracle"; // of any version

    /** A line that was stored; an IllegalArgumentException where the text is of another form. */
    public static RunSummary read(String json) {
        return SummaryJson.read(json);
    }

    /** The line as it is stored: canonical JSON. */
    public String json() {
        return SummaryJson.write(this);
    }

    /**
     * What runs have in common that repeat one plan, and which instances this one drew.
     *
     * @param model the digest of the model they began from; empty until that is known
     * @param draw "draw 2", "draw 2, instance 3"; "" where a seed says it or nothing is drawn
     */
    public record Basis(String planKey, String model, String draw) {
        static Basis of(String method, Map<?, ?> plan) {
            String draw =
                    plan.get("edit") instanceof Map<?, ?> edit
                                    && edit.get("instances") instanceof Map<?, ?> instances
                            ? draw(instances)
                            : "";
            return new Basis(PlanKey.of(method, plan), "", draw);
        }

        private static String draw(Map<?, ?> instances) {
            Object draw = instances.get("draw");
            Object nth = instances.get("nth");
            return draw instanceof Map<?, ?>
                    ? ""
                    : "draw "
                            + (draw == null || draw.equals("first") ? 1 : draw)
                            + (nth == null ? "" : ", instance " + nth);
        }
    }

    /** How much moved; {@code parametersMoved} is null until it is known. */
    public record Edit(int regions, int neurons, @Nullable Long parametersMoved) {}

    /**
     * When it began and ended, by the store's clock and by position, and the seconds its finished
     * stages took.
     */
    public record Timing(
            String startedAt,
            long startedPosition,
            @Nullable String endedAt,
            @Nullable Long endedPosition,
            double seconds,
            int resumed) {}

    /**
     * What was said about it: its tags, how many notes, the last replay's verdict, and where its
     * blobs lie if it was put away.
     */
    public record Review(
            List<String> tags,
            int notes,
            @Nullable ReplayVerdict replay,
            @Nullable String archived) {
        /** Of a run that was not put away. */
        public Review(List<String> tags, int notes, @Nullable ReplayVerdict replay) {
            this(tags, notes, replay, null);
        }
    }

    /** What tells it from others that repeat its plan: its seeds, and which instances it drew. */
    public List<Object> repeat() {
        return List.of(seeds, basis.draw());
    }

    /** The attack success before the edit, or null. */
    public @Nullable Metric asrBefore() {
        return before.get(MetricName.ASR);
    }

    /** The attack success after the edit, or null. */
    public @Nullable Metric asrAfter() {
        return after.get(MetricName.ASR);
    }

    /**
     * Whether ordinary answers are held word for word against those before: on a specimen, whose
     * answers have one form, and where nobody measured how like they are. Elsewhere a reworded
     * answer is no harm, and likeness tells.
     */
    public boolean keepsByWord() {
        boolean exact = judge != null && judge.startsWith(EXACT_JUDGE);
        return exact || !latest().containsKey(MetricName.LIKENESS);
    }

    /** The figures after the edit, or before it where the run edits nothing. */
    public Map<String, Metric> latest() {
        return after.isEmpty() ? before : after;
    }
}
