package dev.pke.web.chart;

import dev.pke.measure.MetricName;
import dev.pke.run.Fact;
import dev.pke.run.RunEvent.EvaluationFinished;
import dev.pke.run.RunEvent.PromptAnswered;
import dev.pke.run.RunEvent.RegionChosen;
import dev.pke.run.RunEvent.StageFinished;
import dev.pke.run.RunEvent.StageStarted;
import dev.pke.run.RunEvent.StepTaken;
import dev.pke.run.Told;
import dev.pke.run.word.Metric;
import dev.pke.run.word.Phase;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The track that a run is replayed on. Stages have equal dignity: each is a floor wide and, beyond
 * that, as wide as its events are many on a root scale, so that an edit of twelve events beside
 * evaluations of two thousand can be hit with a mouse.
 *
 * @param knots places on the track, from 0 to {@link #UNITS}, and the event that lies there, from 0
 */
public record StageTrack(List<Part> parts, List<Knot> knots) {
    /** How long the track is. */
    public static final int UNITS = 1000;

    private static final int ANSWERS_PLAYED = 12;

    /** Marks nearer than this are one: each is wide enough to be hit. */
    private static final int APART = 14;

    private static final double FLOOR = 0.06;
    private static final double HEIGHT = 34;

    /** A stretch of the run: a stage, or what lies between two. */
    public record Part(String name, int from, int to, double left, double right) {}

    /** An event and where it lies. */
    public record Knot(int unit, int event) {}

    /** The track of all facts of a run. */
    static StageTrack of(List<Told<Fact>> told) {
        List<String> names = new ArrayList<>();
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i < told.size(); i++) {
            if (told.get(i).fact() instanceof StageStarted started) {
                names.add(started.stage().wire().replace('-', ' '));
                starts.add(names.size() == 1 ? 0 : i);
            }
        }
        if (names.isEmpty()) {
            names.add("");
            starts.add(0);
        }
        double sum = 0;
        List<Double> wide = new ArrayList<>();
        for (int k = 0; k < names.size(); k++) {
            double events = Math.max(1, end(starts, k, told.size()) - starts.get(k));
            wide.add(Math.sqrt(events));
            sum += Math.sqrt(events);
        }
        double free = Math.max(0, 1 - FLOOR * names.size());
        double all = FLOOR * names.size() + free;
        double left = 0;
        List<Part> parts = new ArrayList<>();
        List<Knot> knots = new ArrayList<>();
        for (int k = 0; k < names.size(); k++) {
            double right = left + (FLOOR + free * wide.get(k) / sum) / all;
            int to = end(starts, k, told.size());
            parts.add(new Part(names.get(k), starts.get(k), to, left, right));
            knots.add(new Knot((int) Math.round(UNITS * left), starts.get(k)));
            left = right;
        }
        knots.add(new Knot(UNITS, Math.max(1, told.size() - 1)));
        return new StageTrack(parts, knots);
    }

    private static int end(List<Integer> starts, int k, int size) {
        return k + 1 < starts.size() ? starts.get(k + 1) : size;
    }

    /** Where an event lies, from 0 to {@link #UNITS}. */
    int unit(int event) {
        for (int k = 0; k + 1 < knots.size(); k++) {
            Knot from = knots.get(k);
            Knot to = knots.get(k + 1);
            if (event <= to.event()) {
                double inside =
                        (double) (event - from.event()) / Math.max(1, to.event() - from.event());
                return (int) Math.round(from.unit() + inside * (to.unit() - from.unit()));
            }
        }
        return UNITS;
    }

    /** "0:0,140:34,…", for the script that drags. */
    String told() {
        return String.join(
                ",", knots.stream().map(knot -> knot.unit() + ":" + knot.event()).toList());
    }

    /**
     * The indices of the events that a step plays to: edit steps, the ends of stages and, so that
     * attack success is seen to run up, a dozen answers of each evaluation.
     */
    static String steps(List<Told<Fact>> told) {
        List<Integer> all = new ArrayList<>();
        Map<Phase, Integer> asked = new EnumMap<>(Phase.class);
        for (Told<Fact> each : told) {
            if (each.fact() instanceof PromptAnswered said) {
                asked.merge(said.phase(), 1, Integer::sum);
            }
        }
        Map<Phase, Integer> reached = new EnumMap<>(Phase.class);
        for (int i = 0; i < told.size(); i++) {
            Fact fact = told.get(i).fact();
            boolean stop =
                    fact instanceof StepTaken
                            || fact instanceof StageFinished
                            || i == told.size() - 1;
            if (fact instanceof PromptAnswered said) {
                int often = Math.max(1, asked.getOrDefault(said.phase(), 0) / ANSWERS_PLAYED);
                stop |= reached.merge(said.phase(), 1, Integer::sum) % often == 0;
            }
            if (stop) {
                all.add(i);
            }
        }
        int every = Math.max(1, all.size() / 2000);
        List<String> kept = new ArrayList<>();
        for (int i = all.size() - 1; i >= 0; i -= every) {
            kept.add(Integer.toString(all.get(i)));
        }
        return String.join(",", kept.reversed());
    }

    /**
     * The track drawn: stages with their names, steps as ticks, evaluations and regions as marks.
     */
    Svg draw(List<Told<Fact>> told, int now) {
        var svg =
                new SvgWriter(UNITS, HEIGHT, "timeline", "Stages, evaluations and chosen regions");
        for (Part part : parts) {
            double x = UNITS * part.left();
            double w = UNITS * (part.right() - part.left()) - 3;
            Told<Fact> first = told.get(part.from());
            svg.open(
                    "a",
                    "href",
                    "?pos=" + told.get(Math.max(part.from(), part.to() - 1)).position());
            svg.leaf("title", part.name() + ", from position " + first.position());
            svg.rect(x, 16, w, 8, unit(now) >= x + w - 1 ? "part done" : "part");
            if (unit(now) > x && unit(now) < x + w - 1) {
                svg.rect(x, 16, unit(now) - x, 8, "part done");
            }
            svg.close();
            if (w > 40) {
                svg.text(x, 11, "stage-name", brief(part.name(), w));
            }
        }
        marks(svg, told);
        return svg.done();
    }

    private static String brief(String name, double wide) {
        int letters = (int) (wide / 8.2);
        return name.length() <= letters ? name : name.substring(0, Math.max(1, letters - 1)) + "…";
    }

    private void marks(SvgWriter svg, List<Told<Fact>> told) {
        int before = -1;
        var steps = new StringBuilder();
        for (int i = 0; i < told.size(); i++) {
            Fact fact = told.get(i).fact();
            int x = fact instanceof StepTaken ? unit(i) : before;
            if (x != before) {
                before = x;
                steps.append('M').append(x).append(" 25v5h1.5v-5z");
            }
        }
        if (!steps.isEmpty()) {
            svg.empty("path", "class", "step", "d", steps.toString());
        }
        mark(svg, told, EvaluationFinished.class, "evaluation hue-none");
        mark(svg, told, RegionChosen.class, "region hue-pke");
    }

    /** Marks of one kind, those that lie on top of each other as one, each with what it is. */
    private void mark(
            SvgWriter svg, List<Told<Fact>> told, Class<? extends Fact> kind, String css) {
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i <= told.size(); i++) {
            boolean fits = i < told.size() && kind.isInstance(told.get(i).fact());
            boolean far =
                    !open.isEmpty() && (i == told.size() || unit(i) - unit(open.getLast()) > APART);
            if (far) {
                Told<Fact> last = told.get(open.getLast());
                svg.open("a", "href", "?pos=" + last.position());
                svg.leaf("title", words(told, open));
                svg.rect(unit(open.getLast()) - 4, 23, 8, 11, css);
                svg.close();
                open.clear();
            }
            if (fits) {
                open.add(i);
            }
        }
    }

    private static String words(List<Told<Fact>> told, List<Integer> marks) {
        Fact fact = told.get(marks.getLast()).fact();
        if (fact instanceof EvaluationFinished end) {
            Metric asr = end.metrics().get(MetricName.ASR);
            return "evaluated "
                    + end.phase().wire()
                    + " the edit"
                    + (asr == null ? "" : ": attack success " + FigureText.percent(asr.value()));
        }
        int neurons = 0;
        for (int each : marks) {
            if (told.get(each).fact() instanceof RegionChosen region) {
                neurons += region.neurons().size();
            }
        }
        return FigureText.count(neurons)
                + (neurons == 1 ? " neuron chosen, in " : " neurons chosen, in ")
                + (marks.size() == 1 ? "one block" : marks.size() + " blocks");
    }

    /** "61 of 108 asked": how far an evaluation had come by then; "" outside of one. */
    static String progress(List<Told<Fact>> told, int now) {
        if (!(told.get(now).fact() instanceof PromptAnswered here)) {
            return "";
        }
        int asked = 0;
        int all = 0;
        for (int i = 0; i < told.size(); i++) {
            if (told.get(i).fact() instanceof PromptAnswered said && said.phase() == here.phase()) {
                all++;
                asked += i <= now ? 1 : 0;
            }
        }
        return FigureText.count(asked) + " of " + FigureText.count(all) + " asked";
    }
}
