package dev.pke.experiment.plan;

import dev.pke.model.setting.Range;

/** Every number of a plan outside its methods, whose own keys state theirs. */
@SuppressWarnings("ImmutableEnumChecker") // a range is a record of numbers
public enum PlanNumber {
    /** Results are bit-equal for 1, 2, 4 and 8. */
    THREADS("model.threads", Range.whole(1, 512), "that one operation may use"),
    RECORDS("evaluation.records", Range.whole(0, 1_000_000), "of the test, from the first; 0: all"),
    FIGURES(
            "evaluation.figures",
            Range.whole(1, 3),
            "which set of figures; 2 has likeness too, 3 fluency"),
    LOCALITY(
            "evaluation.locality",
            Range.whole(0, 100_000),
            "benign prompts that KL and perplexity are taken on; 0: none"),
    MAX_TOKENS("evaluation.generation.max-tokens", Range.whole(1, 131_072), "of an answer"),
    BATCH("evaluation.generation.batch", Range.whole(1, 4096), "prompts answered side by side"),
    TEMPERATURE(
            "evaluation.generation.sampling.temperature",
            Range.numbers(1e-6, 100),
            "divides the logits"),
    TOP_K(
            "evaluation.generation.sampling.top-k",
            Range.whole(0, 1_000_000),
            "draws from the k likeliest tokens; 0: all"),
    TOP_P(
            "evaluation.generation.sampling.top-p",
            Range.above0(1),
            "draws from the fewest tokens whose probabilities reach it; 1: all"),
    PER_CATEGORY(
            "edit.instances.per-category", Range.whole(1, 100_000), "records edited of a category"),
    INSTANCES(
            "edit.instances.count",
            Range.whole(1, 100_000),
            "edited of those drawn, from the first"),
    NTH("edit.instances.nth", Range.whole(1, 100_000), "the only one edited of those drawn"),
    GROWN(
            "edit.instances.grown",
            Range.whole(1, 1000),
            "more of their kind, in words of the pool and answers of the model's own"),
    POOL_RECORDS("edit.pool.records", Range.whole(1, 1_000_000), "of the pool, from the first"),
    SAMPLED("robustness.sampling", Range.whole(0, 100), "answers drawn at temperature 1; 0: none"),
    RELEARN_RATE("robustness.relearn.rate", Range.above0(1), "of tuning the edited model further"),
    RELEARN_STEPS("robustness.relearn.steps", Range.whole(1, 100_000), "of the same"),
    TOLERANCE("tolerance", Range.numbers(0, 1), "of a replay elsewhere; 0: equal bits"),
    MARGIN(
            "margin",
            Range.numbers(0.001, 0.5),
            "how much worse still counts as not worse in a comparison; unsaid, 0.03");

    private final String path;
    private final Range range;
    private final String meaning;

    PlanNumber(String path, Range range, String meaning) {
        this.path = path;
        this.range = range;
        this.meaning = meaning;
    }

    /** The keys that lead to it, with dots between. */
    public String path() {
        return path;
    }

    /** Its own key, the last of the path. */
    String key() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    Range range() {
        return range;
    }

    String meaning() {
        return meaning;
    }
}
