package dev.pke.web.again;

import dev.pke.run.ReviewEvent.Replayed;
import dev.pke.run.RunEvent.RunRegistered;
import dev.pke.run.Told;
import dev.pke.run.word.ReplayVerdict;
import dev.pke.web.chart.FigureText;
import dev.pke.web.seen.ViewedRun;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One time a run was done again. */
public record ReplayLine(
        int number,
        String css,
        String verdict,
        String compared,
        String at,
        String href,
        String reason,
        String tolerance,
        List<Difference> differences,
        @Nullable Parting parting,
        String settle) {
    static ReplayLine of(ViewedRun viewed, Told<Replayed> told, int number) {
        Replayed replayed = told.fact();
        Told<RunRegistered> registered = viewed.view().registered();
        return new ReplayLine(
                number,
                css(replayed.verdict()),
                words(replayed.verdict()),
                FigureText.count(replayed.compared()),
                FigureText.minute(told.at()),
                viewed.event(told.position()),
                replayed.reason(),
                replayed.tolerance() == 0 ? "" : FigureText.value(replayed.tolerance()),
                registered == null
                        ? List.of()
                        : Difference.of(facts(registered.fact()), facts(replayed)),
                replayed.divergence().map(parted -> Parting.of(viewed, parted)).orElse(null),
                settle(replayed.verdict()));
    }

    private static Map<String, String> facts(RunRegistered then) {
        Map<String, String> facts = new TreeMap<>(then.machine().facts());
        facts.put("code", then.code().commit() + (then.code().dirty() ? ", changed" : ""));
        return facts;
    }

    private static Map<String, String> facts(Replayed now) {
        Map<String, String> facts = new TreeMap<>(now.machine().facts());
        facts.put("code", now.code().commit() + (now.code().dirty() ? ", changed" : ""));
        return facts;
    }

    private static String css(ReplayVerdict verdict) {
        return switch (verdict) {
            case PASS_BIT_EQUAL, PASS_WITHIN_TOLERANCE -> "good";
            case FAIL -> "bad";
            case INCONCLUSIVE -> "warn";
        };
    }

    private static String words(ReplayVerdict verdict) {
        return switch (verdict) {
            case PASS_BIT_EQUAL -> "equal to the bit";
            case PASS_WITHIN_TOLERANCE -> "equal within the plan’s tolerance";
            case FAIL -> "differs";
            case INCONCLUSIVE -> "could not conclude";
        };
    }

    private static String settle(ReplayVerdict verdict) {
        return switch (verdict) {
            case PASS_BIT_EQUAL, PASS_WITHIN_TOLERANCE -> "";
            case FAIL ->
                    "Do it again on the machine it was recorded on, with its code and threads: if"
                            + " it parts there too, what is recorded did not happen as recorded.";
            case INCONCLUSIVE ->
                    "Do it again where nothing in the table differs and the inputs are those that"
                            + " are pinned, or with a plan that declares a tolerance.";
        };
    }
}
