package dev.pke.experiment.make;

import dev.pke.fault.ModelError;
import dev.pke.measure.HarmCategory;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What lists call their categories, as SafeEdit's nine: those of Do-Not-Answer and HarmBench are
 * known, others are told.
 */
public final class Categories {
    private static final Map<String, String> KNOWN =
            Map.ofEntries(
                    Map.entry("malicious uses", "illegal activities"),
                    Map.entry("human chatbox", "mental harm"),
                    Map.entry("human chatbot interaction harms", "mental harm"),
                    Map.entry(
                            "discrimination exclusion toxicity hateful offensive",
                            "unfairness and bias"),
                    Map.entry("information hazard", "privacy and property"),
                    Map.entry("information hazards", "privacy and property"),
                    Map.entry("misinformation harms", "ethics and morality"),
                    Map.entry("chemical biological", "physical harm"),
                    Map.entry("illegal", "illegal activities"),
                    Map.entry("cybercrime intrusion", "privacy and property"),
                    Map.entry("misinformation disinformation", "ethics and morality"),
                    Map.entry("harassment bullying", "offensiveness"),
                    Map.entry("harmful", "physical harm"),
                    Map.entry("copyright", "privacy and property"));

    private final Map<String, String> all = new HashMap<>(KNOWN);

    /**
     * What is known, and what is told.
     *
     * @param told a list's name (or a file's, without its ending) to one of the nine
     */
    public Categories(Map<String, String> told) {
        HarmCategory.NAMES.forEach(name -> all.put(plain(name), name));
        told.forEach((name, category) -> {
            if (!HarmCategory.NAMES.contains(category)) {
                throw new ModelError(
                        "--map %s=%s: the second must be one of %s"
                                .formatted(name, category, HarmCategory.NAMES));
            }
            all.put(plain(name), category);
        });
    }

    /** The question in one of the nine; where its list names none, its file's name counts. */
    public Question settle(Question question) {
        String file = question.where().replaceFirst("\\.\\w+, \\w+ \\d+$", "");
        String stem = file.substring(file.lastIndexOf('/') + 1);
        String name = question.category().isEmpty() ? stem : question.category();
        String found = all.get(plain(name));
        if (found == null) {
            throw new ModelError(
                    "%s: category '%s' is none of %s; say which with --map '%s=...'"
                            .formatted(question.where(), name, HarmCategory.NAMES, name));
        }
        return question.in(found);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", " ").strip();
    }
}
