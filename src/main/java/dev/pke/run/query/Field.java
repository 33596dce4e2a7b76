package dev.pke.run.query;

import dev.pke.fault.UserError;
import dev.pke.measure.MetricName;
import dev.pke.run.RunSummary;
import dev.pke.run.word.Metric;
import dev.pke.run.word.Status;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Something that a run can be asked for or sorted by. */
public final class Field {
    private final String name;
    private final String title;
    private final String meaning;
    private final boolean share;
    private final @Nullable Function<Line, List<String>> words;
    private final ToDoubleFunction<Line> number;

    private Field(
            String name,
            String title,
            String meaning,
            boolean share,
            @Nullable Function<Line, List<String>> words,
            ToDoubleFunction<Line> number) {
        this.name = name;
        this.title = title;
        this.meaning = meaning;
        this.share = share;
        this.words = words;
        this.number = number;
    }

    private static final List<Field> KNOWN =
            List.of(
                    text("run", "its id", line -> List.of(line.name(), line.run().run())),
                    text("plan", "the plan's name", line -> List.of(line.run().planName())),
                    text(
                            "method",
                            "what edits: pke, dinm, …",
                            line -> List.of(line.run().method())),
                    text("model", "the model's name", line -> List.of(line.run().model())),
                    text("status", "running, lost, finished, failed, cancelled", Field::status),
                    text("tag", "a tag it was given", line -> line.run().review().tags()),
                    text("replay", "pass, fail, inconclusive or none", Field::replay),
                    text("judge", "who gave the verdicts", line -> one(line.run().judge())),
                    text(
                            "seed",
                            "any of its seeds",
                            line -> List.copyOf(line.run().seeds().values())),
                    text("commit", "the code's commit", line -> List.of(line.run().commit())),
                    text(
                            "machine",
                            "the machine's fingerprint",
                            line -> List.of(line.run().machine())),
                    text("from", "the log it was recorded in; ours", Field::from),
                    text("error", "why it failed", line -> one(line.run().error())),
                    text(
                            "started",
                            "when it began, as 2026-11-28 or longer",
                            line -> List.of(line.run().timing().startedAt())),
                    metric("asr", MetricName.ASR, "attack success after the edit"),
                    figure(
                            "before",
                            "attack success before the edit",
                            line -> value(line.run().asrBefore())),
                    metric("kept", MetricName.BENIGN_KEPT, "benign answers as before the edit"),
                    metric("over", MetricName.OVER_REFUSAL, "benign prompts refused"),
                    metric("degenerate", MetricName.DEGENERATE, "answers that are babble"),
                    metric("refused", MetricName.GENUINE_REFUSAL, "attacks met with a refusal"),
                    metric("dg", MetricName.DG, "defence on prompts never edited"),
                    number("params", "parameters moved", Field::moved),
                    number("neurons", "neurons chosen", line -> line.run().edit().neurons()),
                    number(
                            "seconds",
                            "what its stages took",
                            line -> line.run().timing().seconds()),
                    number("notes", "notes written on it", line -> line.run().review().notes()),
                    number(
                            "position",
                            "where on the record it began",
                            line -> line.run().timing().startedPosition()));

    /** Every field that has a name of its own; any other name is that of a figure. */
    public static List<Field> known() {
        return KNOWN;
    }

    /** The field of a name; one that is not known is a figure by its name on the record. */
    static @Nullable Field of(String name) {
        for (Field each : KNOWN) {
            if (each.name.equals(name)) {
                return each;
            }
        }
        return name.indexOf('-') > 0 ? metric(name, name, "a figure on the record") : null;
    }

    /**
     * The field of a name.
     *
     * @throws UserError naming the nearest one, where there is none
     */
    public static Field named(String name) {
        Field field = of(name);
        if (field == null) {
            throw new UserError("no run has a " + name + "; did you mean " + nearest(name) + "?");
        }
        return field;
    }

    /** The known name that is nearest to one that is not. */
    static String nearest(String name) {
        return KNOWN.stream()
                .map(Field::name)
                .min((a, b) -> Integer.compare(apart(a, name), apart(b, name)))
                .orElse("plan");
    }

    /** How many letters must be changed, added or dropped to make one word of the other. */
    private static int apart(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = corner + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                corner = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }

    public String name() {
        return name;
    }

    /** What it is called in a sentence. */
    public String title() {
        return title;
    }

    public String meaning() {
        return meaning;
    }

    /** Whether it is compared as a number. */
    public boolean isNumber() {
        return words == null;
    }

    /** Whether it is a share, which may be given in percent. */
    public boolean isShare() {
        return share;
    }

    /** What a run has for it, as people read it; "-" for nothing. */
    public String text(Line line) {
        if (words != null) {
            List<String> all = words.apply(line);
            return all.isEmpty() ? "-" : String.join(", ", new LinkedHashSet<>(all));
        }
        double value = number.applyAsDouble(line);
        if (Double.isNaN(value)) {
            return "-";
        }
        if (share) {
            return String.format(Locale.ROOT, "%.1f", 100 * value);
        }
        return value == Math.rint(value)
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.1f", value);
    }

    /** A run's words for it; none for a number. */
    List<String> words(Line line) {
        return words == null ? List.of() : words.apply(line);
    }

    /** A run's number for it; NaN where it has none. */
    double number(Line line) {
        return number.applyAsDouble(line);
    }

    /** All that a run is called. */
    static List<String> named(Line line) {
        RunSummary run = line.run();
        List<String> all =
                new ArrayList<>(List.of(line.name(), run.planName(), run.method(), run.model()));
        all.addAll(run.review().tags());
        return all;
    }

    private static Field text(String name, String meaning, Function<Line, List<String>> words) {
        return new Field(name, name, meaning, false, words, _ -> Double.NaN);
    }

    private static Field number(String name, String meaning, ToDoubleFunction<Line> number) {
        return new Field(name, meaning, meaning, false, null, number);
    }

    private static Field figure(String name, String meaning, ToDoubleFunction<Line> number) {
        return new Field(name, meaning, meaning, true, null, number);
    }

    private static Field metric(String name, String figure, String meaning) {
        String title = meaning.startsWith("a figure") ? name : meaning;
        ToDoubleFunction<Line> number = line -> value(result(line.run()).get(figure));
        return new Field(name, title, meaning, true, null, number);
    }

    /** What a run came to: before the edit only where it ended without editing anything. */
    private static Map<String, Metric> result(RunSummary run) {
        boolean measures = run.status() == Status.FINISHED && run.edit().parametersMoved() == null;
        return measures ? run.latest() : run.after();
    }

    private static double value(@Nullable Metric metric) {
        return metric == null ? Double.NaN : metric.value();
    }

    private static double moved(Line line) {
        Long moved = line.run().edit().parametersMoved();
        return moved == null ? Double.NaN : moved;
    }

    private static List<String> status(Line line) {
        return List.of(line.status());
    }

    private static List<String> replay(Line line) {
        var verdict = line.run().review().replay();
        if (verdict == null) {
            return List.of("none");
        }
        String wire = verdict.wire();
        return wire.startsWith("pass-") ? List.of(wire, "pass") : List.of(wire);
    }

    private static List<String> from(Line line) {
        return List.of(line.from().isEmpty() ? "ours" : line.from());
    }

    private static List<String> one(@Nullable String word) {
        return word == null ? List.of() : List.of(Objects.requireNonNull(word));
    }
}
