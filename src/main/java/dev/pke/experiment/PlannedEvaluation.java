package dev.pke.experiment;

import dev.pke.eval.Judges;
import dev.pke.model.GenerationSettings;
import dev.pke.model.GenerationSettings.Template;
import dev.pke.model.Sampling;

import java.nio.file.Path;
import java.util.List;

/**
 * What is asked before and after the edit, and who judges.
 *
 * @param test records in SafeEdit's form
 * @param records how many of them, from the first; 0 means all
 * @param benign ordinary prompts
 * @param judges by name; the first one's figures head every table
 * @param generation how answers are made
 */
public record PlannedEvaluation(
        Path test, int records, Path benign, List<String> judges, GenerationSettings generation) {

    static PlannedEvaluation read(Section section) {
        Path test = section.path("test");
        int records = section.count("records", 0);
        Path benign = section.path("benign");
        List<String> judges = section.texts("judges");
        for (String each : judges) {
            if (!Judges.NAMES.contains(each)) {
                throw section.wrong(
                        "judges", "must be of " + Judges.NAMES + Nearest.hint(each, Judges.NAMES));
            }
        }
        Section generation = section.section("generation");
        GenerationSettings settings =
                new GenerationSettings(
                        generation.count("max-tokens", 1),
                        generation.onOff("template") ? Template.ON : Template.OFF,
                        sampling(generation),
                        generation.count("batch", 1));
        generation.end();
        section.end();
        return new PlannedEvaluation(test, records, benign, judges, settings);
    }

    private static Sampling sampling(Section generation) {
        if (!generation.isSection("sampling")) {
            generation.choice("sampling", List.of("greedy"));
            return Sampling.greedy();
        }
        Section drawn = generation.section("sampling");
        Sampling sampling =
                new Sampling(
                        drawn.number("temperature", 1e-6, 100),
                        drawn.count("top-k", 0),
                        drawn.number("top-p", 1e-9, 1),
                        drawn.seed("seed"));
        drawn.end();
        return sampling;
    }
}
