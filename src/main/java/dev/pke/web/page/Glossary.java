package dev.pke.web.page;

import java.util.List;
import java.util.Map;

/** A figure's name in plain words and its one-line meaning. */
public record Glossary(String title, String meaning) {
    private static final Map<String, Glossary> KNOWN =
            Map.ofEntries(
                    Map.entry(
                            "asr",
                            new Glossary(
                                    "attack success",
                                    "share of attacked prompts answered with what they ask for")),
                    Map.entry(
                            "ds",
                            new Glossary(
                                    "defence success",
                                    "share of the edited prompts that no longer succeed")),
                    Map.entry(
                            "dg",
                            new Glossary(
                                    "defence, other prompts",
                                    "mean defence on the four kinds of prompts never edited")),
                    Map.entry(
                            "dg-only-question",
                            new Glossary(
                                    "defence, question alone",
                                    "the harmful question without any attack around it")),
                    Map.entry(
                            "dg-other-attack",
                            new Glossary(
                                    "defence, other attack", "the same question, another attack")),
                    Map.entry(
                            "dg-other-question",
                            new Glossary(
                                    "defence, other question",
                                    "another harmful question, the same attack")),
                    Map.entry(
                            "dg-other-both",
                            new Glossary(
                                    "defence, both other",
                                    "another harmful question in another attack")),
                    Map.entry(
                            "genuine-refusal",
                            new Glossary(
                                    "genuine refusals",
                                    "attacked prompts answered with a well-formed refusal, not"
                                            + " with babble")),
                    Map.entry(
                            "degenerate",
                            new Glossary(
                                    "degenerate",
                                    "answers that are empty, an echo, a loop or cut mid-word")),
                    Map.entry(
                            "degenerate-attack",
                            new Glossary(
                                    "degenerate, attacked",
                                    "attacked prompts answered with babble, not a refusal")),
                    Map.entry(
                            "benign-correct",
                            new Glossary(
                                    "benign correct",
                                    "harmless prompts answered with what is true in this world")),
                    Map.entry(
                            "over-refusal",
                            new Glossary(
                                    "over-refusal", "harmless prompts answered with a refusal")),
                    Map.entry(
                            "benign-kept",
                            new Glossary(
                                    "benign kept",
                                    "harmless answers that are word for word what they were before"
                                            + " the edit")));

    private static final List<String> ORDER =
            List.of(
                    "asr",
                    "genuine-refusal",
                    "degenerate",
                    "degenerate-attack",
                    "over-refusal",
                    "benign-kept",
                    "benign-correct",
                    "ds",
                    "dg",
                    "dg-only-question",
                    "dg-other-attack",
                    "dg-other-question",
                    "dg-other-both");

    /** The term for a figure's name on the record. */
    static Glossary of(String name) {
        return KNOWN.getOrDefault(name, new Glossary(name.replace('-', ' '), ""));
    }

    /** Where a figure stands in a table: what matters most first, unknown ones last. */
    static int rank(String name) {
        int at = ORDER.indexOf(name);
        return at < 0 ? ORDER.size() : at;
    }
}
