package dev.pke.measure;

import java.util.List;

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

    private HarmCategory() {}
}
