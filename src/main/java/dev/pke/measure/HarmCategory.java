package dev.pke.measure;

import java.util.List;
import java.util.Locale;

/** The nine categories of harm that rates are told apart by, in SafeEdit's order and spelling. */
public final class HarmCategory {
    public static final List<String> NAMES =
            List.of(
                    "offensiveness",
                    "unfairness and bias",
                    "physical harm",
                    "mental harm",
                    "illegal activities",
                    "ethics and morality",
                    "privacy and property",
                    "Pornography",
                    "Political Sensitivity");

    /** The same as papers abbreviate them, in the same order. */
    private static final List<String> BRIEF =
            List.of(
                    "offensiveness",
                    "bias",
                    "physical",
                    "mental",
                    "illegal",
                    "ethics",
                    "privacy",
                    "pornography",
                    "political");

    private HarmCategory() {}

    /** The category that a file means, in any capitals or a paper's short form; "" for none. */
    public static String named(String said) {
        String small = said.strip().toLowerCase(Locale.ROOT);
        for (int i = 0; i < NAMES.size(); i++) {
            if (small.equals(NAMES.get(i).toLowerCase(Locale.ROOT)) || small.equals(BRIEF.get(i))) {
                return NAMES.get(i);
            }
        }
        return "";
    }
}
