package dev.pke.web.learn;

import dev.pke.event.Blobs;
import dev.pke.run.PromptPair;
import dev.pke.run.RunEvent.NeuronDescribed;
import dev.pke.run.RunEvent.PromptAnswered;
import dev.pke.run.RunSummary;
import dev.pke.run.Told;
import dev.pke.run.word.Phase;
import dev.pke.web.chart.Drawings;
import dev.pke.web.chart.FigureText;
import dev.pke.web.chart.MethodStyle;
import dev.pke.web.chart.Scrubber;
import dev.pke.web.chart.Svg;
import dev.pke.web.diff.NeuronPlace;
import dev.pke.web.diff.Says;
import dev.pke.web.inside.LossBands;
import dev.pke.web.inside.LossPanel;
import dev.pke.web.inside.LossTable;
import dev.pke.web.inside.LossWindow;
import dev.pke.web.inside.Neurons;
import dev.pke.web.inside.Way;
import dev.pke.web.page.Charts;
import dev.pke.web.page.DepthTable;
import dev.pke.web.page.PromptRow;
import dev.pke.web.page.RunRow;
import dev.pke.web.seen.ViewedRun;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** PKE explained in eight steps, every figure and chart of which is from recorded runs. */
public record LearnPage(
        String run,
        PromptRow attack,
        String prompt,
        Drawings measured,
        String attacks,
        String before,
        List<Way> factors,
        Neurons neurons,
        Drawings where,
        NeuronDescribed described,
        Says says,
        LossPanel losses,
        int steps,
        List<Price> prices,
        DepthTable depths,
        PromptRow begun,
        Svg timeline,
        List<Told<?>> ends,
        List<Term> terms) {

    static LearnPage of(Explained runs, Blobs blobs, String factor) {
        ViewedRun run = runs.pke();
        RunSummary summary = Objects.requireNonNull(run.view().summary());
        MethodStyle style = MethodStyle.of(summary.method());
        String judge = Objects.requireNonNull(summary.judge());
        Neurons neurons = Objects.requireNonNull(Neurons.of(run, blobs, factor));
        NeuronDescribed described = run.view().all(NeuronDescribed.class).getFirst().fact();
        LossTable table = LossTable.of(run.view());
        PromptPair attack = first(run, pair -> turned(pair, judge));
        PromptPair begun = first(run, pair -> pair.kind().startsWith("prefill-"));
        var asr = Objects.requireNonNull(summary.asrBefore());
        return new LearnPage(
                run.run(),
                PromptRow.beforeAndAfter(attack, judge, style, run::event),
                attack.prompt(),
                Objects.requireNonNull(Charts.arriving(before(run), run, style)),
                FigureText.count(asr.of()),
                FigureText.percent(asr.value()),
                neurons.ways("#where"),
                neurons,
                neurons.map(style),
                described,
                Objects.requireNonNull(
                        Says.of(
                                run.view(),
                                new NeuronPlace(described.block(), described.neuron(), 0))),
                Objects.requireNonNull(
                        LossPanel.of(
                                run,
                                most -> LossBands.of(table, LossWindow.WHOLE, most),
                                LossWindow.WHOLE,
                                style,
                                "")),
                table.size(),
                List.of(Price.of(run), Price.of(runs.dinm()), Price.of(runs.careless())),
                Objects.requireNonNull(
                        DepthTable.of(
                                Objects.requireNonNull(run.view().evaluation(Phase.BEFORE)).fact(),
                                Objects.requireNonNull(run.view().evaluation(Phase.AFTER)).fact(),
                                style,
                                RunRow.Over.NOTHING)),
                PromptRow.beforeAndAfter(begun, judge, style, run::event),
                Scrubber.of(run.view().told(), run.view().position()).timeline(),
                List.of(run.view().told().getFirst(), run.view().told().getLast()),
                Term.all());
    }

    /** The page of an event of the explained run. */
    public String event(long position) {
        return "/runs/" + run + "/events/" + position;
    }

    /** The page of the neuron that is looked at. */
    public String neuron() {
        return "/runs/" + run + "/neurons/" + described.block() + "/" + described.neuron();
    }

    /** How many neurons were chosen, and of how many. */
    public int chosen() {
        return neurons.moved();
    }

    public String all() {
        return FigureText.count(neurons.all());
    }

    /** The run when its first evaluation had ended. */
    private static ViewedRun before(ViewedRun run) {
        long end =
                run.view().evaluations().stream()
                        .filter(each -> each.fact().phase() == Phase.BEFORE)
                        .mapToLong(Told::position)
                        .max()
                        .orElseThrow();
        return run.asOf(end);
    }

    private static PromptPair first(ViewedRun run, Predicate<PromptPair> wanted) {
        return run.view().pairs().stream().filter(wanted).findFirst().orElseThrow();
    }

    /** Whether an attack succeeded before the edit and not after. */
    private static boolean turned(PromptPair pair, String judge) {
        return pair.kind().equals("attack")
                && isUnsafe(pair.before(), judge)
                && !isUnsafe(pair.after(), judge);
    }

    private static boolean isUnsafe(@Nullable Told<PromptAnswered> told, String judge) {
        return told != null && "unsafe".equals(told.fact().verdicts().get(judge));
    }
}
