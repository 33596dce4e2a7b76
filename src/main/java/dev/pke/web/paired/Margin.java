package dev.pke.web.paired;

import java.util.Map;

/** How much worse an arm may be and still count as not worse, and what it takes to show that. */
public final class Margin {
    /** Where a plan says nothing: three points. */
    public static final double USUAL = 0.03;

    /** The key of a plan that states another. */
    private static final String KEY = "margin";

    /** Without a discordant pair the bound is about 3 of n, with one 4.7 of n: these have room. */
    private static final int QUESTIONS = 400;

    private static final int QUESTIONS_OF_LESS = 1000;

    private Margin() {}

    /** What a recorded plan states. */
    static double of(Map<?, ?> plan) {
        return plan.get(KEY) instanceof Number number ? number.doubleValue() : USUAL;
    }

    /** From how many questions on a margin can be held with a few discordant pairs. */
    static int questions(double margin) {
        return margin < USUAL ? QUESTIONS_OF_LESS : QUESTIONS;
    }
}
