package dev.pke.cli.run;

import dev.pke.cli.Terminal;
import dev.pke.cli.Visible;
import dev.pke.cli.record.SummaryText;
import dev.pke.experiment.RunListener;
import dev.pke.measure.MetricName;
import dev.pke.run.RunEvent;
import dev.pke.run.RunEvent.DatasetPinned;
import dev.pke.run.RunEvent.EvaluationFinished;
import dev.pke.run.RunEvent.StageFinished;
import dev.pke.run.word.Metric;
import dev.pke.run.word.Stage;

import java.io.PrintWriter;
import java.util.Locale;

/** A run told line by line, with a moving count where the output is a terminal. */
public final class RunLines implements RunListener {
    private final PrintWriter out;
    private final String prefix;
    private final boolean terminal = Terminal.watched();

    /**
     * @param prefix begins every line
     */
    public RunLines(PrintWriter out, String prefix) {
        this.out = out;
        this.prefix = prefix;
    }

    @Override
    public void recorded(RunEvent event) {
        if (event instanceof DatasetPinned data && !data.contaminated().isEmpty()) {
            line("%s: CONTAMINATED: %s".formatted(data.split(), data.contaminated()));
        } else if (event instanceof StageFinished end) {
            double seconds = end.measured().getOrDefault("seconds", 0.0);
            line(String.format(Locale.ROOT, "%-16s %6.1f s", end.stage().wire(), seconds));
        } else if (event instanceof EvaluationFinished done) {
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
        if (terminal) {
            out.print(
                    "\r\u001b[K%s%s: %s %d%s"
                            .formatted(prefix, stage.wire(), what, done, of > 0 ? "/" + of : ""));
            out.flush();
        }
    }

    private void line(String text) {
        out.println((terminal ? "\r\u001b[K" : "") + prefix + Visible.of(text));
    }
}
