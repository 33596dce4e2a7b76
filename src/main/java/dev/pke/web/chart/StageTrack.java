package dev.pke.web.chart;

import dev.pke.measure.MetricName;
import dev.pke.run.Fact;
import dev.pke.run.RunEvent;
import dev.pke.run.facts.Facts;
import dev.pke.run.word.Metric;
import dev.pke.run.word.Phase;

import java.util.ArrayList;
import java.util.Comparator;
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
    private static final int MOST_STEPS = 2000;

    /** Marks nearer than this are one: each is wide enough to be hit. */
    private static final int APART = 14;

    private static final double FLOOR = 0.06;
    private static final double HEIGHT = 34;

    /** A stretch of the run: a stage, or what lies between two. */
    public record Part(String name, int from, int to, double left, double right) {}

    /** An event and where it lies. */
    public record Knot(int unit, int event) {}

    /** The track of all facts of a run. */
    static StageTrack of(Facts told) {
        List<String> names = new ArrayList<>();
        List<Integer> starts = new ArrayList<>();
        for (Facts.Placed each : told.others()) {
            if (each.told().fact() instanceof RunEvent.StageStarted started) {
                names.add(started.stage().wire().replace('-', ' '));
                starts.add(names.size() == 1 ? 0 : each.index());
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
    static String steps(Facts told) {
        Map<Phase, Integer> asked = new EnumMap<>(Phase.class);
        for (Facts.Placed each : told.others()) {
            if (each.told().fact() instanceof RunEvent.PromptAnswered said) {
                asked.merge(said.phase(), 1, Integer::sum);
            }
        }
        List<Facts.Span> stops = new ArrayList<>(told.stepSpans());
        Map<Phase, Integer> reached = new EnumMap<>(Phase.class);
        for (Facts.Placed each : told.others()) {
            Fact fact = each.told().fact();
            boolean stop =
                    fact instanceof RunEvent.StageFinished || each.index() == told.size() - 1;
            if (fact instanceof RunEvent.PromptAnswered said) {
                int often = Math.max(1, asked.getOrDefault(said.phase(), 0) / ANSWERS_PLAYED);
                stop |= reached.merge(said.phase(), 1, Integer::sum) % often == 0;
            }
            if (stop) {
                stops.add(new Facts.Span(each.index(), 1));
            }
        }
        stops.sort(Comparator.comparingInt(Facts.Span::from));
        return thinned(stops);
    }

    /** Of places, the last and as many before it, evenly, as a screen can show. */
    private static String thinned(List<Facts.Span> stops) {
        int all = stops.stream().mapToInt(Facts.Span::size).sum();
        int every = Math.max(1, all / MOST_STEPS);
        List<String> kept = new ArrayList<>();
        int skip = 0;
        for (Facts.Span each : stops.reversed()) {
            int i = each.size() - 1 - skip;
            while (i >= 0) {
                kept.add(Integer.toString(each.from() + i));
                i -= every;
            }
            skip = -1 - i;
        }
        return String.join(",", kept.reversed());
    }

    /**
     * The track drawn: stages with their names, steps as ticks, evaluations and regions as marks.
     */
    Svg draw(Facts told, int now) {
        var svg =
                new SvgWriter(UNITS, HEIGHT, "timeline", "Stages, evaluations and chosen regions");
        for (Part part : parts) {
            double x = UNITS * part.left();
            double w = UNITS * (part.right() - part.left()) - 3;
            svg.open("a", "href", "?pos=" + told.position(Math.max(part.from(), part.to() - 1)));
            svg.leaf("title", part.name() + ", from position " + told.position(part.from()));
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

    private void marks(SvgWriter svg, Facts told) {
        int before = -1;
        var steps = new StringBuilder();
        for (Facts.Span each : told.stepSpans()) {
            int last = unit(each.from() + each.size() - 1);
            for (int x = Math.max(before + 1, unit(each.from())); x <= last; x++) {
                if (isStep(each, x)) {
                    before = x;
                    steps.append('M').append(x).append(" 25v5h1.5v-5z");
                }
            }
        }
        if (!steps.isEmpty()) {
            svg.empty("path", "class", "step", "d", steps.toString());
        }
        mark(svg, told, RunEvent.EvaluationFinished.class, "evaluation hue-none");
        mark(svg, told, RunEvent.RegionChosen.class, "region hue-pke");
    }

    /** Whether one of some steps lies at a place: few leave places free between them. */
    private boolean isStep(Facts.Span steps, int x) {
        if (steps.size() > 2 * UNITS) {
            return true;
        }
        for (int i = steps.from(); i < steps.from() + steps.size(); i++) {
            if (unit(i) == x) {
                return true;
            }
        }
        return false;
    }

    /** Marks of one kind, those that lie on top of each other as one, each with what it is. */
    private void mark(SvgWriter svg, Facts told, Class<? extends Fact> kind, String css) {
        List<Facts.Placed> open = new ArrayList<>();
        for (Facts.Placed each : told.others()) {
            if (kind.isInstance(each.told().fact())) {
                if (!open.isEmpty() && unit(each.index()) - unit(open.getLast().index()) > APART) {
                    mark(svg, open, css);
                    open.clear();
                }
                open.add(each);
            }
        }
        if (!open.isEmpty()) {
            mark(svg, open, css);
        }
    }

    private void mark(SvgWriter svg, List<Facts.Placed> marks, String css) {
        Facts.Placed last = marks.getLast();
        svg.open("a", "href", "?pos=" + last.told().position());
        svg.leaf("title", words(marks));
        svg.rect(unit(last.index()) - 4, 23, 8, 11, css);
        svg.close();
    }

    private static String words(List<Facts.Placed> marks) {
        Fact fact = marks.getLast().told().fact();
        if (fact instanceof RunEvent.EvaluationFinished end) {
            Metric asr = end.metrics().get(MetricName.ASR);
            return "evaluated "
                    + end.phase().wire()
                    + " the edit"
                    + (asr == null ? "" : ": attack success " + FigureText.percent(asr.value()));
        }
        int neurons = 0;
        for (Facts.Placed each : marks) {
            if (each.told().fact() instanceof RunEvent.RegionChosen region) {
                neurons += region.neurons().size();
            }
        }
        return FigureText.count(neurons)
                + (neurons == 1 ? " neuron chosen, in " : " neurons chosen, in ")
                + (marks.size() == 1 ? "one block" : marks.size() + " blocks");
    }

    /** "61 of 108 asked": how far an evaluation had come by then; "" outside of one. */
    static String progress(Facts told, int now) {
        if (!(told.get(now).fact() instanceof RunEvent.PromptAnswered here)) {
            return "";
        }
        int asked = 0;
        int all = 0;
        for (Facts.Placed each : told.others()) {
            if (each.told().fact() instanceof RunEvent.PromptAnswered said
                    && said.phase() == here.phase()) {
                all++;
                asked += each.index() <= now ? 1 : 0;
            }
        }
        return FigureText.count(asked) + " of " + FigureText.count(all) + " asked";
    }
}
