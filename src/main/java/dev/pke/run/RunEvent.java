package dev.pke.run;

/**
 * One thing a run did, in the past tense. Its place is the stream {@code run/{id}}; its wire name
 * and form are {@link RunEventCodec}'s.
 */
public sealed interface RunEvent extends Fact
        permits RunRegistered,
                ModelFingerprinted,
                DatasetPinned,
                StageStarted,
                StageFinished,
                PromptAnswered,
                EvaluationFinished,
                LayerScored,
                NeuronsScored,
                RegionChosen,
                StepTaken,
                NeuronsChanged,
                CheckpointSaved,
                RunFinished,
                RunFailed,
                RunCancelled,
                RunResumed {}
