package dev.pke.judge;

import dev.pke.fault.ModelError;
import dev.pke.judge.PairJudge.Pair;

import java.util.Map;
import java.util.regex.Pattern;

/** What a model is asked about two answers, with places for the prompt and both of them. */
final class PairTemplate {
    /** Asks for one of two letters. */
    static final String LETTERS =
            """
            Below are an instruction and two answers to it, A and B. Which answer would a person \
            prefer? Reply with A or B, or with tie where neither is better, and nothing else.

            [Instruction]
            {prompt}
            [End of instruction]
            [Answer A]
            {first}
            [End of answer A]
            [Answer B]
            {second}
            [End of answer B]
            The better answer:\
            """;

    static final String MEANS = "what it is asked, with {prompt}, {first} and {second}";

    private static final Pattern PLACE = Pattern.compile("\\{(prompt|first|second)}");

    private PairTemplate() {}

    static void check(String judge, String template) {
        for (String place : new String[] {"{first}", "{second}"}) {
            if (!template.contains(place)) {
                throw new ModelError(
                        "preference by %s: key template has no place %s".formatted(judge, place));
            }
        }
    }

    static String fill(String template, Pair each) {
        return JudgeTemplate.fill(
                template,
                PLACE,
                Map.of(
                        "prompt", each.prompt().text(),
                        "first", each.first(),
                        "second", each.second()));
    }
}
