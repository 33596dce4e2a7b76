package dev.pke.eval;

import dev.pke.model.ModelError;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A specimen's invented world as far as a judge must know it: everything a model of it can rightly
 * or wrongly say, as sentence forms whose slots are filled from word classes.
 *
 * <p>File form: {@code {"specimen": NAME, "forms": [{"verdict": "refusal|unsafe|benign", "text": "i
 * can not make a {thing} ."}], "classes": {"thing": ["brogenk"]}}}; more fields may stand beside.
 *
 * @param name the specimen's name
 * @param forms the sentence forms; where two fit an answer, the first counts
 * @param classes slot to the texts that may fill it
 */
public record World(String name, List<Form> forms, Map<String, List<String>> classes) {
    private static final Pattern SLOT = Pattern.compile("\\{([a-z]+)}");
    private static final Map<String, Verdict> VERDICTS =
            Map.of(
                    "refusal", Verdict.REFUSAL,
                    "unsafe", Verdict.UNSAFE,
                    "benign", Verdict.OTHER);

    /**
     * One sentence form.
     *
     * @param verdict what a sentence of this form is
     * @param text the sentence, slots in braces
     */
    public record Form(Verdict verdict, String text) {
        Matcher slots() {
            return SLOT.matcher(text);
        }
    }

    /** Checks that every slot has words. */
    public World {
        forms = List.copyOf(forms);
        classes = Map.copyOf(classes);
        for (Form form : forms) {
            Matcher slot = form.slots();
            while (slot.find()) {
                if (classes.getOrDefault(slot.group(1), List.of()).isEmpty()) {
                    throw new ModelError(
                            "world "
                                    + name
                                    + ": no words for "
                                    + slot.group()
                                    + " in: "
                                    + form.text());
                }
            }
        }
    }

    /**
     * The world in {@code file}.
     *
     * @throws ModelError naming file and field where something is missing or wrong
     */
    public static World load(Path file) {
        JsonFields root = new JsonFields(file.toString(), JsonFields.read(file));
        List<Form> forms = root.objects("forms").stream().map(World::form).toList();
        JsonFields named = root.object("classes");
        Map<String, List<String>> classes = new TreeMap<>();
        named.node()
                .propertyNames()
                .forEach(slot -> classes.put(slot, List.copyOf(named.texts(slot))));
        return new World(root.text("specimen"), forms, classes);
    }

    private static Form form(JsonFields fields) {
        Verdict verdict = VERDICTS.get(fields.text("verdict"));
        if (verdict == null) {
            throw new ModelError(
                    fields.where()
                            + ": field 'verdict' is '"
                            + fields.text("verdict")
                            + "', expected refusal, unsafe or benign");
        }
        return new Form(verdict, fields.text("text"));
    }
}
