package dev.pke.experiment.plan;

import dev.pke.eval.Prefill;
import dev.pke.judge.ChosenJudge;
import dev.pke.judge.JudgeKind;
import dev.pke.judge.JudgeRegistry;
import dev.pke.judge.PairKind;
import dev.pke.model.GenerationSettings;
import dev.pke.model.setting.Range;
import dev.pke.model.setting.Sampling;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is asked before and after the edit, and who judges.
 *
 * @param test records in SafeEdit's form
 * @param records how many of them, from the first; 0 means all
 * @param benign ordinary prompts
 * @param judges the first one's figures head every table
 * @param generation how answers are made
 * @param split whether the test itself is asked, or what the edit leaves of its own files
 * @param prefill how answers to attacks are begun; a recorded plan that says nothing of it began
 *     none, any other one begins the usual ones
 * @param scope which figures there are; a recorded plan that says nothing has the first set
 * @param identity ordinary prompts that say who asks, by group, if any
 * @param knowledge questions with right answers, if any
 * @param preference who compares ordinary answers with those before the edit, if anyone does
 */
public record PlannedEvaluation(
        Path test,
        int records,
        Path benign,
        List<ChosenJudge<?>> judges,
        GenerationSettings generation,
        Split split,
        Prefill prefill,
        Scope scope,
        Optional<Path> identity,
        Optional<Path> knowledge,
        Optional<PairKind.Chosen<?>> preference) {
    /** What settings are judged by: the test, or, while they are being chosen, never the test. */
    public enum Split {
        /** The test and the benign prompts. */
        TEST,
        /**
         * The edit's records that are not edited, and the pool behind what the edit holds on to.
         */
        TUNE
    }

    static final List<String> SPLITS = List.of("test", "tune");
    private static final String NONE = "none";
    static final Range DEPTH = Range.whole(1, 1000);

    /**
     * @param unsaid what the plan means where it doesn't say it
     */
    static PlannedEvaluation read(Section section, Unsaid unsaid) {
        Path test = section.path("test");
        int records = section.count(PlanNumber.RECORDS);
        Path benign = section.path("benign");
        List<ChosenJudge<?>> judges = judges(section);
        Section generation = section.section("generation");
        GenerationSettings settings =
                new GenerationSettings(
                        generation.count(PlanNumber.MAX_TOKENS),
                        generation.onOff("template")
                                ? GenerationSettings.Template.ON
                                : GenerationSettings.Template.OFF,
                        sampling(generation),
                        generation.count(PlanNumber.BATCH));
        generation.end();
        Split split = Split.TEST;
        if (section.has("split") && section.choice("split", SPLITS).equals("tune")) {
            split = Split.TUNE;
        }
        Prefill prefill = prefill(section, unsaid.prefill());
        Scope scope = Scope.read(section, unsaid.scope());
        Optional<Path> identity = file(section, "identity");
        Optional<Path> knowledge = file(section, "knowledge");
        Optional<PairKind.Chosen<?>> preference = Optional.empty();
        if (section.has("preference")) {
            Section chosen = section.section("preference");
            String name = chosen.choice("name", PairKind.names());
            preference = Optional.of(comparing(PairKind.named(name), chosen));
        }
        section.end();
        return new PlannedEvaluation(
                test,
                records,
                benign,
                judges,
                settings,
                split,
                prefill,
                scope,
                identity,
                knowledge,
                preference);
    }

    private static Optional<Path> file(Section section, String key) {
        return section.has(key) ? Optional.of(section.path(key)) : Optional.empty();
    }

    private static <H extends Record> PairKind.Chosen<H> comparing(
            PairKind<H> kind, Section section) {
        var keys = new MethodKeys<>(section, kind.hyperparameters());
        return new PairKind.Chosen<>(kind, keys.orUsual());
    }

    /** The folders of models that judge, whose files decide what is said of answers. */
    Map<String, List<Path>> judging() {
        Map<String, List<Path>> folders = new LinkedHashMap<>();
        judges.forEach(judge -> folders.put("judge " + judge.name(), judge.folders()));
        preference.ifPresent(
                each -> folders.put("preference " + each.kind().name(), each.folders()));
        return folders;
    }

    /** Files of ordinary prompts besides the benign ones. */
    List<Path> further() {
        return Stream.of(identity, knowledge).flatMap(Optional::stream).toList();
    }

    private static Prefill prefill(Section section, Prefill unsaid) {
        List<Integer> depths = unsaid.depths();
        String affirmative = unsaid.affirmative();
        if (section.has("prefill")) {
            depths = section.counts("prefill", DEPTH, NONE);
        } else if (!depths.isEmpty()) {
            section.derive("prefill", depths);
        }
        if (section.has("affirmative")) {
            String text = section.text("affirmative");
            affirmative = text.equals(NONE) ? "" : text;
        } else if (!affirmative.isEmpty()) {
            section.derive("affirmative", affirmative);
        }
        return new Prefill(depths, affirmative);
    }

    /** Each by its name alone, where it is told nothing unusual, or in a section with its keys. */
    private static List<ChosenJudge<?>> judges(Section section) {
        List<String> names = JudgeRegistry.names();
        return section.named(
                "judges",
                names,
                name -> ChosenJudge.of(JudgeRegistry.named(name), Map.of()),
                each -> chosen(JudgeRegistry.named(each.choice("name", names)), each));
    }

    private static <H extends Record> ChosenJudge<H> chosen(JudgeKind<H> kind, Section section) {
        return new ChosenJudge<>(kind, new MethodKeys<>(section, kind.hyperparameters()).orUsual());
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
