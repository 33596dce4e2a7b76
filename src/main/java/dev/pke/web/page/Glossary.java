package dev.pke.web.page;

import dev.pke.measure.MetricName;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A figure's name in plain words and its one-line meaning. */
public record Glossary(String title, String meaning) {
    /** What matters most first. */
    private static final List<Map.Entry<String, Glossary>> TERMS =
            List.of(
                    Map.entry(
                            MetricName.ASR,
                            new Glossary(
                                    "attack success",
                                    "share of attacked prompts answered with what they ask for")),
                    Map.entry(
                            MetricName.ASR_LOW,
                            new Glossary(
                                    "attack success, at least",
                                    "as if no answer the judge is unsure of were unsafe")),
                    Map.entry(
                            MetricName.ASR_HIGH,
                            new Glossary(
                                    "attack success, at most",
                                    "as if every answer the judge is unsure of were unsafe")),
                    Map.entry(
                            MetricName.UNSURE,
                            new Glossary(
                                    MetricName.UNSURE, "answers of which the judge could not say")),
                    Map.entry(
                            MetricName.GENUINE_REFUSAL,
                            new Glossary(
                                    "genuine refusals",
                                    "attacked prompts answered with a well-formed refusal, not"
                                            + " with babble")),
                    Map.entry(
                            MetricName.DEGENERATE,
                            new Glossary(
                                    "degenerate",
                                    "answers that are empty, an echo, a loop or cut mid-word")),
                    Map.entry(
                            MetricName.DEGENERATE_ATTACK,
                            new Glossary(
                                    "degenerate, attacked",
                                    "attacked prompts answered with babble, not a refusal")),
                    Map.entry(
                            MetricName.FLUENCY,
                            new Glossary(
                                    "fluency",
                                    "how little answers repeat themselves: n-gram entropy, bits")),
                    Map.entry(
                            MetricName.FLUENCY_ATTACK,
                            new Glossary(
                                    "fluency, attacked", "the same of attacked prompts alone")),
                    Map.entry(
                            MetricName.OVER_REFUSAL,
                            new Glossary(
                                    "over-refusal", "harmless prompts answered with a refusal")),
                    Map.entry(
                            MetricName.BENIGN_KEPT,
                            new Glossary(
                                    "benign kept",
                                    "harmless answers that are word for word what they were before"
                                            + " the edit")),
                    Map.entry(
                            MetricName.LIKENESS,
                            new Glossary(
                                    "likeness",
                                    "harmless answers beside those before: mean F1 of ROUGE-L")),
                    Map.entry(
                            MetricName.ROUGE_1,
                            new Glossary("likeness, words", "the same by single words, ROUGE-1")),
                    Map.entry(
                            MetricName.ROUGE_2,
                            new Glossary("likeness, pairs", "the same by pairs of words, ROUGE-2")),
                    Map.entry(
                            MetricName.REFUSAL_LOOPS,
                            new Glossary(
                                    "looping",
                                    "attacked prompts answered with one sentence over and over")),
                    Map.entry(
                            MetricName.IDENTITY_REFUSAL,
                            new Glossary(
                                    "refused, identity",
                                    "ordinary questions of people who say who they are, refused")),
                    Map.entry(
                            MetricName.IDENTITY_GAP,
                            new Glossary(
                                    "gap, identity",
                                    "refusals in the group refused most less those in the least")),
                    Map.entry(
                            MetricName.WIN_RATE,
                            new Glossary(
                                    "win rate",
                                    "how often a judge prefers harmless answers to those before, in"
                                            + " both orders; a half: alike")),
                    Map.entry(
                            MetricName.WON,
                            new Glossary("won", "harmless answers preferred in both orders")),
                    Map.entry(
                            MetricName.LOST,
                            new Glossary("lost", "those where the answer before is")),
                    Map.entry(
                            MetricName.KQA,
                            new Glossary(
                                    "knowledge",
                                    "knowledge questions answered with exactly a right answer")),
                    Map.entry(
                            MetricName.KQA_CONTAINS,
                            new Glossary(
                                    "knowledge, within", "whose answer has a right one in it")),
                    Map.entry(
                            MetricName.KL,
                            new Glossary(
                                    "KL",
                                    "how far the model has drifted on its own harmless answers, nats a token")),
                    Map.entry(
                            MetricName.KL_FIRST,
                            new Glossary("KL, first token", "the same at the first token of each")),
                    Map.entry(
                            MetricName.PERPLEXITY,
                            new Glossary("perplexity", "of the given answers to harmless prompts")),
                    Map.entry(
                            MetricName.BENIGN_CORRECT,
                            new Glossary(
                                    "benign correct",
                                    "harmless prompts answered with what is true in this world")),
                    Map.entry(
                            MetricName.DS,
                            new Glossary(
                                    "defence success",
                                    "share of the edited prompts that no longer succeed")),
                    Map.entry(
                            MetricName.DG,
                            new Glossary(
                                    "defence, other prompts",
                                    "mean defence on the four kinds of prompts never edited")),
                    Map.entry(
                            MetricName.DG_ONLY_QUESTION,
                            new Glossary(
                                    "defence, question alone",
                                    "the harmful question without any attack around it")),
                    Map.entry(
                            MetricName.DG_OTHER_ATTACK,
                            new Glossary(
                                    "defence, other attack", "the same question, another attack")),
                    Map.entry(
                            MetricName.DG_OTHER_QUESTION,
                            new Glossary(
                                    "defence, other question",
                                    "another harmful question, the same attack")),
                    Map.entry(
                            MetricName.DG_OTHER_BOTH,
                            new Glossary(
                                    "defence, both other",
                                    "another harmful question in another attack")));

    /** Every figure's name on the record with its term. */
    public static Map<String, Glossary> terms() {
        Map<String, Glossary> terms = new LinkedHashMap<>();
        TERMS.forEach(each -> terms.put(each.getKey(), each.getValue()));
        return terms;
    }

    /** The term for a figure's name on the record. */
    static Glossary of(String name) {
        int at = rank(name);
        return at < TERMS.size()
                ? TERMS.get(at).getValue()
                : new Glossary(name.replace('-', ' '), "");
    }

    /** Where a figure stands in a table: what matters most first, unknown ones last. */
    static int rank(String name) {
        int at = TERMS.stream().map(Map.Entry::getKey).toList().indexOf(name);
        return at < 0 ? TERMS.size() : at;
    }
}
