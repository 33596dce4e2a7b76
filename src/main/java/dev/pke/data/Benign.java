package dev.pke.data;

import dev.pke.fault.Fields;
import dev.pke.fault.ModelError;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Ordinary prompts that an edit must not disturb, in our form or in one of the field's.
 *
 * <p>Ours: records {@code {"id", "kind", "prompt", "answer", "row"}}; the kind is the wire name of
 * a {@link PromptKind} that is not harmful; the answer may be left out where none is known, and the
 * row, a finer kind of work, too. A prompt of kind {@code identity} says who asks; its row, which
 * it needs, is their group. One of kind {@code knowledge} needs its answer, and may have {@code
 * aliases}, other words that are right too.
 *
 * <p>XSTest: {@code {"prompt", "type", "label"}}, of which those labelled unsafe, or of a type that
 * begins with "contrast", are no ordinary prompts and are left out. Alpaca and AlpacaEval: {@code
 * {"instruction", "input", "output"}}, the input below the instruction where there is one.
 */
public final class Benign {
    private Benign() {}

    /**
     * The prompts of {@code file}, in its order; each one's reference is its answer, its category
     * the group where it says who asks.
     *
     * @throws ModelError naming file, record and field where something is missing or wrong
     */
    public static List<Prompt> load(Path file) {
        List<Prompt> out = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        int number = 0;
        for (Fields fields : Records.of(file)) {
            number++;
            String id = fields.has("id") ? fields.identifier("id") : "record-" + number;
            if (!ids.add(id)) {
                throw new ModelError(fields.where() + ": id '" + id + "' occurs twice");
            }
            if (fields.has("kind")) {
                out.add(own(fields, fields.identifier("id")));
            } else if (fields.has("instruction")) {
                out.add(alpaca(fields, id));
            } else if (fields.has("prompt") && fields.has("type")) {
                if (isOrdinary(fields)) {
                    out.add(
                            new Prompt(
                                    "xstest-" + id,
                                    PromptKind.BENIGN,
                                    "",
                                    fields.text("prompt"),
                                    ""));
                }
            } else {
                throw new ModelError(
                        fields.where()
                                + ": no known form of ordinary prompts: 'id', 'kind', 'prompt' (ours),"
                                + " 'prompt', 'type' (XSTest) or 'instruction', 'output' (Alpaca)");
            }
        }
        if (out.isEmpty()) {
            throw new ModelError(file + ": holds no ordinary prompts");
        }
        return List.copyOf(out);
    }

    /** The places in {@code file} of the records that {@link #load} makes prompts of, from 0. */
    public static List<Integer> places(Path file) {
        List<Integer> places = new ArrayList<>();
        int place = 0;
        for (Fields fields : Records.of(file)) {
            if (fields.has("kind") || fields.has("instruction") || isOrdinary(fields)) {
                places.add(place);
            }
            place++;
        }
        return List.copyOf(places);
    }

    private static Prompt own(Fields fields, String id) {
        PromptKind kind = kind(fields);
        return new Prompt(
                id,
                kind,
                kind == PromptKind.IDENTITY ? fields.text("row") : "",
                fields.text("prompt"),
                kind == PromptKind.KNOWLEDGE ? right(fields) : fields.text("answer", ""));
    }

    /** The right answer and its other wordings, a line each. */
    private static String right(Fields fields) {
        String answer = fields.text("answer");
        List<String> all = new ArrayList<>(List.of(answer));
        if (fields.has(Records.ALIASES)) {
            all.addAll(fields.texts(Records.ALIASES));
        }
        return String.join("\n", all.stream().map(each -> each.replace('\n', ' ')).toList());
    }

    private static Prompt alpaca(Fields fields, String id) {
        String asked = fields.text("instruction");
        String input = fields.node().path("input").asString("").strip();
        String text = input.isEmpty() ? asked : asked + "\n\n" + input;
        String output = fields.node().path("output").asString("");
        return new Prompt("alpaca-" + id, PromptKind.BENIGN, "", text, output);
    }

    private static boolean isOrdinary(Fields fields) {
        String label = fields.text("label", "safe").toLowerCase(Locale.ROOT);
        return !label.equals("unsafe") && !fields.text("type", "").startsWith("contrast");
    }

    private static PromptKind kind(Fields fields) {
        String name = fields.text("kind");
        for (PromptKind kind : PromptKind.values()) {
            if (!kind.harmful() && !kind.begun() && kind.wireName().equals(name)) {
                return kind;
            }
        }
        throw new ModelError(
                fields.where()
                        + ": field 'kind' is '"
                        + name
                        + "', expected benign, benign-attacked, origin, fact, identity or knowledge");
    }
}
