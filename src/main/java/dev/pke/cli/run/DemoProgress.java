package dev.pke.cli.run;

import dev.pke.cli.Terminal;
import dev.pke.experiment.RunListener;
import dev.pke.run.RunEvent;
import dev.pke.run.word.Stage;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;

/** How far the demo is: a bar on a terminal, else one line when an arm begins. */
final class DemoProgress implements RunListener, AutoCloseable {
    private final @Nullable ProgressBar bar;
    private final PrintWriter err;
    private String arm = "";

    DemoProgress(PrintWriter err, int arms) {
        this.err = err;
        boolean terminal = Terminal.watched();
        this.bar =
                terminal
                        ? new ProgressBarBuilder()
                                .setTaskName("demo")
                                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                                .setInitialMax((long) arms * Stage.values().length)
                                .setUpdateIntervalMillis(100)
                                .build()
                        : null;
    }

    /** The arm that begins now; the bar is at {@code done} whole arms. */
    void arm(String name, int done) {
        arm = name;
        if (bar == null) {
            err.println("  " + name);
        } else {
            bar.stepTo((long) done * Stage.values().length);
        }
    }

    @Override
    public void recorded(RunEvent event) {
        if (bar != null && event instanceof RunEvent.StageFinished) {
            bar.step();
        }
    }

    @Override
    public void progress(Stage stage, String what, int done, int of) {
        if (bar != null) {
            bar.setExtraMessage(" %s: %s %d/%d".formatted(arm, stage.wire(), done, of));
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
