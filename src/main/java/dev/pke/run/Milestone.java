package dev.pke.run;

/**
 * A fact that a run's line in the list is made of: the few of a run's thousands that say where it
 * stands and what it came to. The list reads these alone, by their types.
 */
sealed interface Milestone
        permits RunRegistered,
                StageStarted,
                StageFinished,
                EvaluationFinished,
                RegionChosen,
                CheckpointSaved,
                RunFinished,
                RunFailed,
                RunCancelled,
                RunResumed,
                Replayed,
                Noted,
                Tagged {}
