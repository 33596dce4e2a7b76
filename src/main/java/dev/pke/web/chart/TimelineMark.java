package dev.pke.web.chart;

import dev.pke.event.Recorded;
import dev.pke.run.RunEvent.DatasetPinned;
import dev.pke.run.RunEvent.StageFinished;
import dev.pke.run.RunEvent.StageStarted;
import dev.pke.run.RunEventCodec;
import dev.pke.run.Stage;

import org.jspecify.annotations.Nullable;

/** One event of a run as a place on its time line; {@code stage} where it begins or ends one. */
public record TimelineMark(
        long position, String type, String at, @Nullable Stage stage, String detail) {
    public static TimelineMark of(Recorded event) {
        Stage stage =
                switch (event.type()) {
                    case "stage-started.v1", "stage-finished.v1" ->
                            switch (RunEventCodec.decode(event)) {
                                case StageStarted started -> started.stage();
                                case StageFinished finished -> finished.stage();
                                default -> null;
                            };
                    default -> null;
                };
        return new TimelineMark(event.position(), event.type(), event.at(), stage, detail(event));
    }

    /** What a pinned data set is; nothing for other events. */
    private static String detail(Recorded event) {
        return event.type().equals("dataset-pinned.v1")
                        && RunEventCodec.decode(event) instanceof DatasetPinned pinned
                ? pinned.name() + ", " + pinned.split() + ", " + pinned.records() + " records"
                : "";
    }

    public boolean is(String name) {
        return type.startsWith(name + ".");
    }
}
