package dev.pke.experiment;

import dev.pke.run.RunEvent;
import dev.pke.run.word.Stage;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The events of a run that count: its registration, its finished stages, and its end if it reached
 * it; what an interrupted stage recorded is left out.
 *
 * @param versions of the events, in the same order
 * @param stages that finished
 */
record EffectiveRecord(List<RunEvent> events, List<Long> versions, Set<Stage> stages) {

    static EffectiveRecord of(List<RunEvent> past) {
        List<RunEvent> events = new ArrayList<>();
        List<Long> versions = new ArrayList<>();
        Set<Stage> stages = EnumSet.noneOf(Stage.class);
        int from = -1;
        for (int i = 0; i < past.size(); i++) {
            switch (past.get(i)) {
                case RunEvent.RunRegistered _, RunEvent.RunFinished _ -> {
                    events.add(past.get(i));
                    versions.add(i + 1L);
                }
                case RunEvent.StageStarted _ -> from = i;
                case RunEvent.StageFinished end -> {
                    for (int at = from; at <= i; at++) {
                        events.add(past.get(at));
                        versions.add(at + 1L);
                    }
                    stages.add(end.stage());
                }
                default -> {}
            }
        }
        return new EffectiveRecord(List.copyOf(events), List.copyOf(versions), stages);
    }

    /** The place of a stage's end among the events. */
    int endOf(Stage stage) {
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i) instanceof RunEvent.StageFinished end && end.stage() == stage) {
                return i;
            }
        }
        return events.size();
    }
}
