package dev.pke.run;

import dev.pke.run.ReviewEvent.Archived;
import dev.pke.run.ReviewEvent.Noted;
import dev.pke.run.ReviewEvent.Replayed;
import dev.pke.run.ReviewEvent.Tagged;
import dev.pke.run.ReviewEvent.Unarchived;
import dev.pke.run.RunEvent.CheckpointSaved;
import dev.pke.run.RunEvent.EvaluationFinished;
import dev.pke.run.RunEvent.ModelFingerprinted;
import dev.pke.run.RunEvent.RegionChosen;
import dev.pke.run.RunEvent.RunCancelled;
import dev.pke.run.RunEvent.RunFailed;
import dev.pke.run.RunEvent.RunFinished;
import dev.pke.run.RunEvent.RunRegistered;
import dev.pke.run.RunEvent.RunResumed;
import dev.pke.run.RunEvent.StageFinished;
import dev.pke.run.RunEvent.StageStarted;

/**
 * A fact that a run's line in the list is made of: the few of a run's thousands that say where it
 * stands and what it came to. The list reads these alone, by their types.
 */
sealed interface Milestone
        permits RunRegistered,
                ModelFingerprinted,
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
                Tagged,
                Archived,
                Unarchived {}
