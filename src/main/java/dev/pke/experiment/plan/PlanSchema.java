package dev.pke.experiment.plan;

import dev.pke.edit.Editor;
import dev.pke.edit.EditorRegistry;
import dev.pke.judge.JudgeKind;
import dev.pke.judge.JudgeRegistry;
import dev.pke.judge.PairKind;
import dev.pke.judge.remote.Endpoint;
import dev.pke.locate.Locator;
import dev.pke.locate.LocatorRegistry;
import dev.pke.measure.HarmCategory;
import dev.pke.model.setting.Seed;
import dev.pke.model.setting.SettingKey;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Plans as JSON Schema (2020-12), for editors that complete and check what one writes. Methods,
 * judges and numbers come from the records that plans are bound to; a test compares the other keys
 * with those that {@link Plan} asks for.
 */
public final class PlanSchema {
    private static final String NONE = "none";

    private PlanSchema() {}

    /** The schema, ready to be written as JSON. */
    public static Map<String, Object> json() {
        Shape plan =
                Shape.section("What one run does: it measures, finds, edits and measures again.")
                        .with("name", Shape.text("What the plan is called."))
                        .perhaps("method", Shape.text("What its locator and editor are."))
                        .with("model", model())
                        .with("evaluation", evaluation())
                        .perhaps("edit", edit())
                        .perhaps("robustness", robustness())
                        .perhaps(
                                "answers",
                                Shape.words(
                                        "Texts of answers: on the record for good, or in blobs that"
                                                + " pke erase removes.",
                                        Plan.ANSWERS))
                        .with("tolerance", Shape.number(PlanNumber.TOLERANCE))
                        .perhaps("seed", Shape.seed("Of whatever draws and doesn't say its own."))
                        .perhaps("margin", Shape.number(PlanNumber.MARGIN))
                        .perhaps("selection", Shape.text("How its settings were chosen."));
        return plan.titled("A plan of PKE")
                .and("$schema", "https://json-schema.org/draft/2020-12/schema")
                .json();
    }

    private static Shape model() {
        Shape endpoint = Shape.section("Who is asked there, and how.");
        for (SettingKey key : Endpoint.KEYS.keys()) {
            endpoint = endpoint.perhaps(key.name(), Shape.of(key));
        }
        return Shape.section(
                        "The model, and how it is held; or one elsewhere, which is only asked.")
                .and(
                        "oneOf",
                        List.of(
                                Map.of("required", List.of("folder", "device", "dtype", "threads")),
                                Map.of("required", List.of("endpoint"))))
                .perhaps("endpoint", endpoint)
                .perhaps(
                        "folder",
                        Shape.path("In Hugging Face's layout, or a Hub id that is cached."))
                .perhaps(
                        "device",
                        Shape.text("cpu, cuda or cuda:N.")
                                .and("pattern", "^(cpu|cuda(:[0-9]{1,2})?)$"))
                .perhaps("dtype", Shape.words("As it is held.", PlannedModel.DTYPES))
                .perhaps("threads", Shape.number(PlanNumber.THREADS))
                .perhaps(
                        "compute",
                        Shape.words(
                                "What a CPU computes with: auto is f32 where it has no units for less.",
                                PlannedModel.COMPUTES))
                .perhaps(
                        "date",
                        Shape.text("What a chat template that writes the date writes.")
                                .and("format", "date"));
    }

    private static Shape evaluation() {
        return Shape.section("What is asked before and after, and who judges.")
                .with("test", Shape.path("Records in SafeEdit's form."))
                .with("records", Shape.number(PlanNumber.RECORDS))
                .with("benign", Shape.path("Ordinary prompts."))
                .with("judges", judges())
                .perhaps(
                        "split",
                        Shape.words(
                                "Asked: the test, or what edits leave.", PlannedEvaluation.SPLITS))
                .perhaps(
                        "prefill",
                        Shape.either(
                                "How many tokens of the unsafe answer an answer is begun with.",
                                Shape.words("Begun with none.", List.of(NONE)),
                                Shape.list(
                                        "Ascending.", Shape.number("", PlannedEvaluation.DEPTH))))
                .perhaps("figures", Shape.number(PlanNumber.FIGURES))
                .perhaps("locality", Shape.number(PlanNumber.LOCALITY))
                .perhaps("identity", Shape.path("Ordinary prompts that say who asks, by group."))
                .perhaps("knowledge", Shape.path("Questions with right answers, kind knowledge."))
                .perhaps("preference", preference())
                .perhaps("affirmative", Shape.text("Answers are begun with this too, or none."))
                .with("generation", generation());
    }

    private static Shape preference() {
        List<Shape> forms = new ArrayList<>();
        for (PairKind<?> each : PairKind.ALL) {
            forms.add(
                    keyed(
                            titled(each.name(), "Compares two answers."),
                            each.hyperparameters().keys()));
        }
        return Shape.either(
                "Who compares ordinary answers with those before, in both orders.",
                forms.toArray(Shape[]::new));
    }

    private static Shape keyed(Shape form, List<SettingKey> keys) {
        Shape all = form;
        for (SettingKey key : keys) {
            all = all.perhaps(key.name(), Shape.of(key));
        }
        return all;
    }

    private static Shape judges() {
        List<String> names = JudgeRegistry.names();
        List<Shape> forms = new ArrayList<>();
        forms.add(Shape.words("By its name alone: told nothing unusual.", names));
        for (JudgeKind<?> each : JudgeRegistry.all()) {
            forms.add(keyed(titled(each.name(), each.sentence()), each.hyperparameters().keys()));
        }
        return Shape.list(
                "The first one's figures head every table.",
                Shape.either("A judge.", forms.toArray(Shape[]::new)));
    }

    private static Shape generation() {
        Shape sampling =
                Shape.section("Each token is drawn.")
                        .with("temperature", Shape.number(PlanNumber.TEMPERATURE))
                        .with("top-k", Shape.number(PlanNumber.TOP_K))
                        .with("top-p", Shape.number(PlanNumber.TOP_P))
                        .perhaps("seed", Shape.seed("Of the draws."));
        return Shape.section("How answers are made.")
                .with("max-tokens", Shape.number(PlanNumber.MAX_TOKENS))
                .with(
                        "template",
                        Shape.words("Whether prompts go through the chat template.", Shape.ON_OFF))
                .with(
                        "sampling",
                        Shape.either(
                                "How the next token is chosen.",
                                Shape.words("The likeliest token.", List.of("greedy")),
                                sampling))
                .with("batch", Shape.number(PlanNumber.BATCH));
    }

    private static Shape edit() {
        return Shape.section("What is edited and how; left out, the plan only measures.")
                .with("instances", instances())
                .with("pool", pool())
                .perhaps(
                        "protocol",
                        Shape.words(
                                "Instances together, in turn, or each in a run of its own.",
                                Protocol.WORDS))
                .perhaps(
                        "lessons",
                        Shape.section("What methods that learn to edit learn it from.")
                                .with("data", Shape.path("Records in SafeEdit's form.")))
                .with("suffix", Shape.text("A text behind every prompt of the edit, or none."))
                .with("locator", locators())
                .with("editor", editors())
                .perhaps(
                        "mechanism",
                        Shape.words("What is recorded of how it works.", Mechanism.WORDS));
    }

    private static Shape robustness() {
        Shape none = Shape.words("None.", List.of(NONE));
        Shape some = Shape.list("Ascending.", Shape.number("", PlannedRobustness.COUNT));
        List<String> roundings = new ArrayList<>(List.of(NONE));
        roundings.addAll(PlannedRobustness.ROUNDINGS);
        return Shape.section("How firmly the edit holds: the same attacks under conditions.")
                .with("sampling", Shape.number(PlanNumber.SAMPLED))
                .perhaps("seed", Shape.seed("Of these draws."))
                .with("rounding", Shape.list("Of all weights.", Shape.words("To.", roundings)))
                .with("bare", Shape.words("Also with or without the template.", Shape.ON_OFF))
                .with("prefixes", Shape.list("Put before prompts.", Shape.text("A text, or none.")))
                .perhaps("systems", Shape.list("In the system's role.", Shape.text("A text.")))
                .perhaps("data", Shape.path("Records, where nothing is edited."))
                .perhaps("pool", Shape.path("Ordinary prompts, where nothing is edited."))
                .with("shots", Shape.either("Unsafe answers shown before.", none, some))
                .with(
                        "relearn",
                        Shape.section("The edited model is tuned further, in memory alone.")
                                .with("harmful", Shape.either("On unsafe answers.", none, some))
                                .with("benign", Shape.either("On ordinary answers.", none, some))
                                .with("rate", Shape.number(PlanNumber.RELEARN_RATE))
                                .with("steps", Shape.number(PlanNumber.RELEARN_STEPS)));
    }

    private static Shape instances() {
        List<String> categories = new ArrayList<>(List.of("all"));
        categories.addAll(HarmCategory.NAMES);
        return Shape.section("The records that are edited.")
                .with("data", Shape.path("Records in SafeEdit's form."))
                .with("per-category", Shape.number(PlanNumber.PER_CATEGORY))
                .with("categories", Shape.list("Which.", Shape.words("One of them.", categories)))
                .with(
                        "draw",
                        Shape.either(
                                "Which records of a category.",
                                Shape.words("In the file's order.", List.of("first")),
                                Shape.number(
                                        "Each category's next ones: draws never overlap.",
                                        PlannedInstances.DRAW),
                                Shape.section("At random.")
                                        .perhaps("seed", Shape.seed("Of the draw."))))
                .perhaps("count", Shape.number(PlanNumber.INSTANCES))
                .perhaps("nth", Shape.number(PlanNumber.NTH))
                .perhaps("grown", Shape.number(PlanNumber.GROWN))
                .perhaps(
                        "answers",
                        Shape.words(
                                "Whether answers that look swapped are refused.",
                                PlannedEdit.ANSWERS));
    }

    private static Shape pool() {
        return Shape.either(
                "Ordinary prompts with answers, which the edit may hold on to.",
                Shape.words("There is none.", List.of(NONE)),
                Shape.section("From a file.")
                        .with("data", Shape.path("Ordinary prompts with answers."))
                        .with("records", Shape.number(PlanNumber.POOL_RECORDS)));
    }

    private static Shape locators() {
        List<Shape> all = new ArrayList<>();
        for (Locator<?> each : LocatorRegistry.all()) {
            all.add(named(each.name(), each.card().sentence(), each.hyperparameters().keys()));
        }
        return Shape.either("Finds the neurons.", all.toArray(Shape[]::new));
    }

    private static Shape editors() {
        List<Shape> all = new ArrayList<>();
        for (Editor<?> each : EditorRegistry.all()) {
            all.add(named(each.name(), each.card().sentence(), each.hyperparameters().keys()));
        }
        return Shape.either("Moves them.", all.toArray(Shape[]::new));
    }

    private static Shape named(String name, String sentence, List<SettingKey> keys) {
        Shape shape = titled(name, sentence);
        for (SettingKey each : keys) {
            // a plan may say one seed for all, at its top
            shape =
                    each.allowed() instanceof Seed || each.need() == SettingKey.Need.MAY_BE_LEFT_OUT
                            ? shape.perhaps(each.name(), Shape.of(each))
                            : shape.with(each.name(), Shape.of(each));
        }
        return shape;
    }

    private static Shape titled(String name, String sentence) {
        return Shape.section(sentence)
                .titled(name)
                .with("name", Shape.words(sentence, List.of(name)));
    }
}
