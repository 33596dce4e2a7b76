package dev.pke.run;

import java.util.Map;

/** A stage ended well; a run can resume behind it. {@code measured} holds its seconds. */
public record StageFinished(Stage stage, Map<String, Double> measured)
        implements RunEvent, Milestone {
    public StageFinished {
        measured = Map.copyOf(measured);
    }
}
