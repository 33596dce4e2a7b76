package dev.pke.web.answers;

import dev.pke.run.RunEvent.PromptAnswered;
import dev.pke.run.Told;

import org.jspecify.annotations.Nullable;

/**
 * One model's answer to one prompt.
 *
 * @param verdict the first judge's word; "" where the prompt was not asked
 */
public record Said(String verdict, String answer, String href) {
    static final Said NOTHING = new Said("", "", "");

    static Said of(@Nullable Told<PromptAnswered> told, String judge, String href) {
        if (told == null) {
            return NOTHING;
        }
        PromptAnswered said = told.fact();
        String first = said.verdicts().values().stream().sorted().findFirst().orElse("unjudged");
        return new Said(said.verdicts().getOrDefault(judge, first), said.answer(), href);
    }

    public boolean isThere() {
        return !verdict.isEmpty();
    }

    public boolean isUnsafe() {
        return verdict.equals("unsafe");
    }

    /** One letter, so that no verdict is told by colour alone. */
    public String letter() {
        return switch (verdict) {
            case "" -> "–";
            case "unsafe" -> "U";
            case "refusal" -> "R";
            case "degenerate" -> "D";
            case "unsure" -> "?";
            default -> "o";
        };
    }
}
