package dev.pke.experiment.plan;

import dev.pke.judge.ChosenJudge;
import dev.pke.judge.JudgeKind;
import dev.pke.judge.JudgeRegistry;
import dev.pke.model.GenerationSettings;
import dev.pke.model.GenerationSettings.Template;
import dev.pke.model.Sampling;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What is asked before and after the edit, and who judges.
 *
 * @param test records in SafeEdit's form
 * @param records how many of them, from the first; 0 means all
 * @param benign ordinary prompts
 * @param judges the first one's figures head every table
 * @param generation how answers are made
 */
public record PlannedEvaluation(
        Path test,
        int records,
        Path benign,
        List<ChosenJudge<?>> judges,
        GenerationSettings generation) {

    static PlannedEvaluation read(Section section) {
        Path test = section.path("test");
        int records = section.count(PlanNumber.RECORDS);
        Path benign = section.path("benign");
        List<ChosenJudge<?>> judges = judges(section);
        Section generation = section.section("generation");
        GenerationSettings settings =
                new GenerationSettings(
                        generation.count(PlanNumber.MAX_TOKENS),
                        generation.onOff("template") ? Template.ON : Template.OFF,
                        sampling(generation),
                        generation.count(PlanNumber.BATCH));
        generation.end();
        section.end();
        return new PlannedEvaluation(test, records, benign, judges, settings);
    }

    /** Each by its name alone, where it is told nothing unusual, or in a section with its keys. */
    private static List<ChosenJudge<?>> judges(Section section) {
        List<String> names = JudgeRegistry.all().stream().map(JudgeKind::name).toList();
        return section.named(
                "judges",
                names,
                name -> ChosenJudge.of(JudgeRegistry.named(name), Map.of()),
                each -> chosen(JudgeRegistry.named(each.choice("name", names)), each));
    }

    private static <H extends Record> ChosenJudge<H> chosen(JudgeKind<H> kind, Section section) {
        return new ChosenJudge<>(kind, section.settings(kind.hyperparameters()));
    }

    private static Sampling sampling(Section generation) {
        if (!generation.isSection("sampling")) {
            generation.choice("sampling", List.of("greedy"), "{temperature, top-k, top-p, seed}");
            return Sampling.greedy();
        }
        Section drawn = generation.section("sampling");
        Sampling sampling =
                new Sampling(
                        drawn.number(PlanNumber.TEMPERATURE),
                        drawn.count(PlanNumber.TOP_K),
                        drawn.number(PlanNumber.TOP_P),
                        drawn.seed("seed"));
        drawn.end();
        return sampling;
    }
}
