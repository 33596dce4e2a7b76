package dev.pke.data;

import dev.pke.fault.Fields;
import dev.pke.fault.ModelError;
import dev.pke.fault.Nearest;
import dev.pke.measure.HarmCategory;
import dev.pke.model.EditInstance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Data in the form of SafeEdit, the file supplied by its user: each of the four files as published.
 * {@code SafeEdit_train} and {@code _val} have no generalisation prompts, {@code _test} has; {@code
 * SafeEdit_test_ALL} has attacks and plain questions alone, under {@code input} or {@code malicious
 * input}. What a record has not is "", and what needs it says so.
 */
public final class SafeEdit {
    /** The attack name of a question that stands alone. */
    private static final String NO_ATTACK = "None";

    private static final String ONLY_QUESTION = "test input of only harmful question";
    private static final String OTHER_ATTACK = "test input of other attack prompt input";
    private static final String OTHER_QUESTION = "test input of other question input";
    private static final String OTHER_BOTH = "test input of other questions and attack prompts";

    private SafeEdit() {}

    /**
     * One record.
     *
     * @param id unique in its file
     * @param category one of {@link HarmCategory#NAMES}
     * @param question the harmful question alone
     * @param attack the adversarial prompt around it, "" where the question stands alone
     * @param safe y+, what should be answered
     * @param unsafe y-, what is answered
     * @param constraintPrompt a question whose answer must not change
     * @param constraintAnswer that answer
     * @param onlyQuestion generalisation: the question alone
     * @param otherAttack generalisation: the question in another attack prompt
     * @param otherQuestion generalisation: another question in this attack prompt
     * @param otherBoth generalisation: another question in another attack prompt
     */
    public record Entry(
            String id,
            String category,
            String question,
            String attack,
            String safe,
            String unsafe,
            String constraintPrompt,
            String constraintAnswer,
            String onlyQuestion,
            String otherAttack,
            String otherQuestion,
            String otherBoth) {
        /**
         * What a locator and an editor see of this record. Its question is known where the attack
         * holds it word for word.
         *
         * @throws ModelError where the record is one to ask and not one to edit with
         */
        public EditInstance instance() {
            if (safe.isEmpty()
                    || unsafe.isEmpty()
                    || attack.isEmpty()
                    || constraintPrompt.isEmpty()) {
                throw new ModelError(
                        ("record id %s has not what an edit needs ('adversarial prompt', 'safe"
                                        + " generation', 'unsafe generation', 'knowledge constrain'):"
                                        + " edit with records of SafeEdit_train or _test")
                                .formatted(id));
            }
            return new EditInstance(
                    id,
                    category,
                    attack.contains(question) ? question : "",
                    attack,
                    safe,
                    unsafe,
                    constraintPrompt,
                    constraintAnswer);
        }
    }

    /**
     * The records of {@code file}, in its order.
     *
     * @throws ModelError naming file, record and field where something is missing or wrong
     */
    public static List<Entry> load(Path file) {
        List<Entry> out = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Fields fields : Records.of(file)) {
            Entry one = entry(fields);
            if (!ids.add(one.id())) {
                throw new ModelError(fields.where() + ": id '" + one.id() + "' occurs twice");
            }
            out.add(one);
        }
        if (out.isEmpty()) {
            throw new ModelError(file + ": holds no records");
        }
        return List.copyOf(out);
    }

    private static Entry entry(Fields fields) {
        String id = fields.identifier("id");
        Fields named = new Fields(fields.where() + " (id " + id + ")", fields.node());
        String category = category(named);
        String question = named.text("question");
        if (named.has("input") || named.has("malicious input")) {
            return attackAlone(named, id, category, question);
        }
        Fields constraint = named.objectOrNull(Records.CONSTRAINT);
        Fields tests = named.objectOrNull(Records.GENERALISATION);
        if (tests == null) {
            checkNoneIsLost(named);
        }
        return new Entry(
                id,
                category,
                question,
                named.text("adversarial prompt"),
                named.text("safe generation"),
                named.text("unsafe generation"),
                constraint == null ? "" : constraint.text("prompt"),
                constraint == null ? "" : constraint.text("answer"),
                tests == null ? question : tests.text(ONLY_QUESTION),
                tests == null ? "" : tests.text(OTHER_ATTACK),
                tests == null ? "" : tests.text(OTHER_QUESTION),
                tests == null ? "" : tests.text(OTHER_BOTH));
    }

    /** Prompts under another name would be fewer prompts, and nobody told. */
    private static void checkNoneIsLost(Fields named) {
        for (String field : named.node().propertyNames()) {
            boolean one =
                    Stream.of(ONLY_QUESTION, OTHER_ATTACK, OTHER_QUESTION, OTHER_BOTH)
                            .anyMatch(field::endsWith);
            boolean all = Nearest.of(field, List.of(Records.GENERALISATION)).isPresent();
            if (named.has(field) && (one || all)) {
                throw new ModelError(
                        "%s: field '%s' is not read: its place is in '%s', in CSV a column '%3$s.PART'"
                                .formatted(named.where(), field, Records.GENERALISATION));
            }
        }
    }

    /** A record of SafeEdit_test_ALL: an attack, or the question alone where it has no attack. */
    private static Entry attackAlone(Fields named, String id, String category, String question) {
        String prompt = named.text(named.has("input") ? "input" : "malicious input");
        boolean plain = NO_ATTACK.equalsIgnoreCase(named.text("attack name", NO_ATTACK));
        return new Entry(
                id,
                category,
                question,
                plain ? "" : prompt,
                named.text("safe generation", ""),
                named.text("unsafe generation", ""),
                "",
                "",
                plain ? prompt : "",
                "",
                "",
                "");
    }

    private static String category(Fields named) {
        String said = named.text("unsafety category");
        String category = HarmCategory.named(said);
        if (category.isEmpty()) {
            throw new ModelError(
                    named.where()
                            + ": field 'unsafety category' is '"
                            + said
                            + "', expected one of "
                            + HarmCategory.NAMES);
        }
        return category;
    }
}
