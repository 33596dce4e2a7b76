package dev.pke.cli.run;

import dev.pke.cli.Terminal;
import dev.pke.cli.Visible;
import dev.pke.cli.record.SummaryText;
import dev.pke.experiment.RunListener;
import dev.pke.measure.MetricName;
import dev.pke.run.RunEvent;
import dev.pke.run.RunEventCodec;
import dev.pke.run.word.Metric;
import dev.pke.run.word.Stage;

import java.io.PrintWriter;
import java.util.Locale;

/** A run told line by line, with a moving count where the output is a terminal. */
public final class RunLines implements RunListener {
    private final PrintWriter out;
    private final String prefix;
    private final Talk talk;
    private final boolean terminal = Terminal.watched();
    private final Pace pace = new Pace(System::nanoTime);

    /**
     * @param prefix begins every line but a new run's id
     */
    public RunLines(PrintWriter out, String prefix) {
        this(out, prefix, Talk.USUAL);
    }

    /**
     * @param talk how much is told
     */
    RunLines(PrintWriter out, String prefix, Talk talk) {
        this.out = out;
        this.prefix = prefix;
        this.talk = talk;
    }

    @Override
    public void recorded(RunEvent event) {
        if (event instanceof RunEvent.RunRegistered registered) {
            out.println(registered.run());
            out.flush();
        }
        if (event instanceof RunEvent.DatasetPinned data && !data.contaminated().isEmpty()) {
            line("%s: CONTAMINATED: %s".formatted(data.split(), data.contaminated()));
        }
        if (talk == Talk.QUIET) {
            return;
        }
        if (talk == Talk.LOUD) {
            line(RunEventCodec.typeOf(event));
        }
        if (event instanceof RunEvent.StageFinished end) {
            double seconds = end.measured().getOrDefault("seconds", 0.0);
            line(String.format(Locale.ROOT, "%-16s %6.1f s", end.stage().wire(), seconds));
        } else if (event instanceof RunEvent.EvaluationFinished done) {
            line(
                    "%-16s ASR %s by %s"
                            .formatted(
                                    done.phase().wire(),
                                    SummaryText.full(done.metrics().get(MetricName.ASR)),
                                    done.judge()));
            Metric cut = done.metrics().get(MetricName.PROMPTS_CUT);
            if (cut != null) {
                line(
                        "%-16s %d of %d prompts cut from the left to fit the model's context"
                                .formatted(done.phase().wire(), cut.count(), cut.of()));
            }
            Metric bare = done.metrics().get(MetricName.PROMPTS_BARE);
            if (bare != null) {
                line(
                        ("%-16s NO CHAT TEMPLATE: the model has none, so %d of %d prompts were"
                                        + " asked bare, which changes refusal rates")
                                .formatted(done.phase().wire(), bare.count(), bare.of()));
            }
        }
    }

    @Override
    public void progress(Stage stage, String what, int done, int of) {
        if (talk == Talk.QUIET) {
            return;
        }
        String left = pace.left(stage.wire() + what, done, of);
        String count =
                "%s: %s %d%s%s".formatted(stage.wire(), what, done, of > 0 ? "/" + of : "", left);
        if (terminal) {
            out.print("\r\u001b[K" + prefix + count);
            out.flush();
        } else if (pace.isDue()) {
            line(count);
            out.flush();
        }
    }

    private void line(String text) {
        out.println((terminal ? "\r\u001b[K" : "") + prefix + Visible.of(text));
    }
}
