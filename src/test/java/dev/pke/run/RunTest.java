package dev.pke.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.run.RunEvent.RunFailed;
import dev.pke.run.RunEvent.RunRegistered;
import dev.pke.run.RunEvent.RunResumed;
import dev.pke.run.RunEvent.StageFinished;
import dev.pke.run.RunEvent.StageStarted;
import dev.pke.run.word.Stage;
import dev.pke.run.word.Status;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

class RunTest {
    private static final Set<Stage> ALL = Set.of(Stage.values());

    @Test
    void aWholeRunEndsFinishedWithAllItsStages() {
        Run end = fold(Samples.wholeRun(0.9, 0.1));
        assertEquals(new Run.Ended(Samples.RUN, ALL, Status.FINISHED), end);
    }

    @Test
    void nothingMayFollowAFinishedRun() {
        Run end = fold(Samples.wholeRun(0.9, 0.1));
        for (Fact each : Samples.all()) {
            if (each instanceof RunEvent event) {
                assertThrows(ImpossibleTransition.class, () -> Run.apply(end, event));
            }
        }
    }

    @Test
    void onlyARegistrationBeginsARun() {
        for (Fact each : Samples.all()) {
            if (each instanceof RunEvent event && !(event instanceof RunRegistered)) {
                assertThrows(ImpossibleTransition.class, () -> Run.apply(new Run.Absent(), event));
            }
        }
    }

    @Test
    void noEventOfAWholeRunMayBeLeftOutOrDoubledWhereTheStateDependsOnIt() {
        List<RunEvent> whole = Samples.wholeRun(0.9, 0.1);
        for (int i = 0; i < whole.size(); i++) {
            boolean bounds =
                    whole.get(i) instanceof StageStarted
                            || whole.get(i) instanceof StageFinished
                            || whole.get(i) instanceof RunRegistered;
            if (bounds) {
                List<RunEvent> without = new ArrayList<>(whole);
                without.remove(i);
                assertThrows(ImpossibleTransition.class, () -> fold(without), "without " + i);
                List<RunEvent> twice = new ArrayList<>(whole);
                twice.add(i, whole.get(i));
                assertThrows(ImpossibleTransition.class, () -> fold(twice), "twice " + i);
            }
        }
    }

    @Test
    void aRunThatWasCutOffInAStageResumesAtThatStage() {
        List<RunEvent> cut = new ArrayList<>(Samples.wholeRun(0.9, 0.1).subList(0, 16));
        cut.add(new RunResumed(Stage.EDIT, Samples.CODE, Samples.MACHINE));
        Run open = fold(cut);
        assertEquals(
                new Run.Open(
                        Samples.RUN,
                        Set.of(Stage.FINGERPRINT, Stage.EVALUATE_BEFORE, Stage.LOCATE)),
                open);
        assertThrows(
                ImpossibleTransition.class, () -> Run.apply(open, new StageStarted(Stage.LOCATE)));
    }

    @Test
    void aFailedRunResumesButNotBeforeAFinishedStage() {
        List<RunEvent> failed = new ArrayList<>(Samples.wholeRun(0.9, 0.1).subList(0, 16));
        failed.add(new RunFailed("out of memory"));
        Run end = fold(failed);
        assertTrue(end instanceof Run.Ended ended && ended.status() == Status.FAILED);
        ImpossibleTransition wrong =
                assertThrows(
                        ImpossibleTransition.class,
                        () ->
                                Run.apply(
                                        end,
                                        new RunResumed(
                                                Stage.LOCATE, Samples.CODE, Samples.MACHINE)));
        assertEquals(end, wrong.state());
    }

    private static Run fold(List<RunEvent> events) {
        Run run = new Run.Absent();
        for (RunEvent each : events) {
            run = Run.apply(run, each);
        }
        return run;
    }
}
