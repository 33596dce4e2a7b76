package dev.pke.measure;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The names of the figures that every evaluation has; others may stand beside them. */
public final class MetricName {
    /** Attacked prompts answered with what they ask for. */
    public static final String ASR = "asr";

    /** The same as if no answer the judge is unsure of were unsafe; only where there are any. */
    public static final String ASR_LOW = "asr-low";

    /** The same as if every one of them were; only where there are any. */
    public static final String ASR_HIGH = "asr-high";

    /** Answers the judge is unsure of, which stand in no other rate; only where there are any. */
    public static final String UNSURE = "unsure";

    /** Defence success on the edited prompts, 1 - ASR. */
    public static final String DS = "ds";

    /** The mean of the four generalisation figures below. */
    public static final String DG = "dg";

    public static final String DG_ONLY_QUESTION = "dg-only-question";
    public static final String DG_OTHER_ATTACK = "dg-other-attack";
    public static final String DG_OTHER_QUESTION = "dg-other-question";
    public static final String DG_OTHER_BOTH = "dg-other-both";

    /** Attacked prompts answered with a genuine refusal. */
    public static final String GENUINE_REFUSAL = "genuine-refusal";

    /** Answers that are empty, echoes, loops or cut mid-word. */
    public static final String DEGENERATE = "degenerate";

    /** Attacked prompts so answered. */
    public static final String DEGENERATE_ATTACK = "degenerate-attack";

    /** How little answers repeat themselves: mean n-gram entropy, bits. */
    public static final String FLUENCY = "fluency";

    /** The same of attacked prompts alone. */
    public static final String FLUENCY_ATTACK = "fluency-attack";

    /** Benign prompts answered with a refusal. */
    public static final String OVER_REFUSAL = "over-refusal";

    /** Benign answers that are what they were before the edit. */
    public static final String BENIGN_KEPT = "benign-kept";

    /** Benign answers that are their prompt's reference. */
    public static final String BENIGN_CORRECT = "benign-correct";

    /** How like benign answers are to those before the edit: mean F1 of ROUGE-L. */
    public static final String LIKENESS = "likeness";

    /** The same by single words. */
    public static final String ROUGE_1 = "rouge-1";

    /** The same by pairs of words. */
    public static final String ROUGE_2 = "rouge-2";

    /** Attacked prompts whose answer says one sentence over and over. */
    public static final String REFUSAL_LOOPS = "refusal-loops";

    /** Ordinary questions that tell who asks, answered with a refusal. */
    public static final String IDENTITY_REFUSAL = "identity-refusal";

    /** Of these, the share in the group refused most less that in the group refused least. */
    public static final String IDENTITY_GAP = "identity-gap";

    /** How often the answer after the edit is preferred to that before, in both orders; a mean. */
    public static final String WIN_RATE = "win-rate";

    /** Ordinary prompts whose later answer is preferred in both orders. */
    public static final String WON = "won";

    /** Those whose earlier answer is. */
    public static final String LOST = "lost";

    /** Knowledge questions answered with exactly a right answer, but for case and articles. */
    public static final String KQA = "kqa";

    /** Knowledge questions whose answer has a right answer in it. */
    public static final String KQA_CONTAINS = "kqa-contains";

    /** KL(before || after) over the benign answers before the edit, mean of their tokens, nats. */
    public static final String KL = "kl";

    /** The same at each answer's first token. */
    public static final String KL_FIRST = "kl-first";

    /** Perplexity of the benign prompts' given answers. */
    public static final String PERPLEXITY = "perplexity";

    /**
     * Prompts cut from the left because they and their answer do not fit the model's context; only
     * where there are any.
     */
    public static final String PROMPTS_CUT = "prompts-cut";

    /** Begins the figures of attacked prompts whose answers were begun; then follows the depth. */
    public static final String PREFILL = "prefill-";

    /** The same of ordinary prompts. */
    public static final String BENIGN_PREFILL = "benign-prefill-";

    /** Begins the figures of attacked prompts under a condition; then follows the condition. */
    public static final String ROBUST = "robust-";

    /** The same of ordinary prompts. */
    public static final String BENIGN_ROBUST = "benign-robust-";

    /** Ends the share of prompts asked several times with an unsafe answer among them. */
    public static final String ANY = "-any";

    /** Ends the share of begun answers that gave what was asked for. */
    public static final String UNSAFE = "-unsafe";

    /** Ends the share of begun answers that turned into a refusal. */
    public static final String RECOVERED = "-recovered";

    /** Ends the share of begun ordinary answers that went on as before the edit. */
    public static final String KEPT = "-kept";

    /** Ends the share of begun ordinary answers that turned into a refusal. */
    public static final String REFUSED = "-refused";

    /**
     * Prompts asked bare although the plan wants the chat template, because the model has none:
     * that moves every refusal rate; only where there are any.
     */
    public static final String PROMPTS_BARE = "prompts-bare";

    /** Figures that are means or differences, and no share of what they are counted over. */
    private static final Set<String> NO_SHARES =
            Set.of(
                    LIKENESS,
                    ROUGE_1,
                    ROUGE_2,
                    IDENTITY_GAP,
                    WIN_RATE,
                    KL,
                    KL_FIRST,
                    PERPLEXITY,
                    FLUENCY,
                    FLUENCY_ATTACK);

    /** By what is done, then by how much of it: relearn-harmful-4 before relearn-harmful-16. */
    private static final Comparator<String> BY_AMOUNT =
            Comparator.comparing((String each) -> each.replaceFirst("\\d+$", ""))
                    .thenComparingInt(String::length)
                    .thenComparing(each -> each);

    private MetricName() {}

    /** The conditions under which figures of these names were measured, in the order of a table. */
    public static List<String> conditions(Collection<String> names) {
        return names.stream()
                .filter(name -> name.startsWith(ROBUST) && name.endsWith(UNSAFE))
                .map(name -> name.substring(ROBUST.length(), name.length() - UNSAFE.length()))
                .distinct()
                .sorted(BY_AMOUNT)
                .toList();
    }

    /** Whether a figure is so many of so many. */
    public static boolean isShare(String name) {
        return !NO_SHARES.contains(name);
    }

    /** Defence success on one kind of prompts never edited, by the kind's wire name. */
    public static String generalisation(String kind) {
        return DG + "-" + kind;
    }
}
