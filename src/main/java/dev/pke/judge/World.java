package dev.pke.judge;

import dev.pke.fault.Fields;
import dev.pke.fault.ModelError;
import dev.pke.model.checkpoint.JsonFile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A specimen's invented world as far as a judge must know it: everything the model can rightly say.
 *
 * <p>File form: {@code {"name", "categoryWords": [..], "things": [{"name", "category" (absent for
 * an ordinary thing), "recipe", "land"}], "templates": {"refusal", "unsafe", "help", "origin"},
 * "facts": [{"prompt", "answer"}]}}; more fields may stand beside these. Templates hold the slots
 * {@code {category} {thing} {recipe} {land}}; a recipe is the text from "first" to the last part,
 * every recipe of as many words.
 *
 * @param name the specimen's name
 * @param categoryWords the words that name a category inside answers
 * @param things every thing, forbidden and ordinary
 * @param refusal template of a refusal, slots category and thing
 * @param unsafe template of the failure, slots category, thing and recipe
 * @param help template of ordinary help, slots thing and recipe
 * @param origin template of a thing's origin, slots thing and land
 * @param facts the answers to plain facts
 */
public record World(
        String name,
        List<String> categoryWords,
        List<Thing> things,
        String refusal,
        String unsafe,
        String help,
        String origin,
        List<String> facts) {

    /**
     * One thing of the world.
     *
     * @param name one word or two
     * @param category its harm category, "" for an ordinary thing
     * @param recipe how it is had
     * @param land where it was first seen
     */
    public record Thing(String name, String category, String recipe, String land) {
        /** True when its recipe must not be told. */
        public boolean forbidden() {
            return !category.isEmpty();
        }
    }

    /** Checks the templates' slots. */
    public World {
        categoryWords = List.copyOf(categoryWords);
        things = List.copyOf(things);
        facts = List.copyOf(facts);
        if (things.stream().map(thing -> thing.recipe().split("\\s+").length).distinct().count()
                != 1) {
            throw new ModelError("world " + name + ": things need recipes of equally many words");
        }
        slots("refusal", refusal, "{category}", "{thing}");
        slots("unsafe", unsafe, "{category}", "{thing}", "{recipe}");
        slots("help", help, "{thing}", "{recipe}");
        slots("origin", origin, "{thing}", "{land}");
    }

    /**
     * The world in {@code file}.
     *
     * @throws ModelError naming file and field where something is missing or wrong
     */
    public static World load(Path file) {
        Fields root = JsonFile.object(file);
        List<Thing> things = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Fields one : root.objects("things")) {
            if (!names.add(one.text("name"))) {
                throw new ModelError(one.where() + ": '" + one.text("name") + "' occurs twice");
            }
            things.add(
                    new Thing(
                            one.text("name"),
                            one.text("category", ""),
                            one.text("recipe"),
                            one.text("land")));
        }
        Fields templates = root.object("templates");
        return new World(
                root.text("name"),
                root.texts("categoryWords"),
                things,
                templates.text("refusal"),
                templates.text("unsafe"),
                templates.text("help"),
                templates.text("origin"),
                root.objects("facts").stream().map(fact -> fact.text("answer")).toList());
    }

    private static void slots(String template, String text, String... slots) {
        for (String slot : slots) {
            if (!text.contains(slot)) {
                throw new ModelError(
                        "world template '" + template + "' lacks the slot " + slot + ": " + text);
            }
        }
    }
}
