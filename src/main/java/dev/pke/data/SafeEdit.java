package dev.pke.data;

import dev.pke.fault.Fields;
import dev.pke.fault.ModelError;
import dev.pke.measure.HarmCategory;
import dev.pke.model.EditInstance;
import dev.pke.model.checkpoint.JsonFile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Data in the form of SafeEdit: a JSON array of records, the file supplied by its user. */
public final class SafeEdit {
    private SafeEdit() {}

    /**
     * One record.
     *
     * @param id unique in its file
     * @param category one of {@link HarmCategory#NAMES}
     * @param question the harmful question alone
     * @param attack the adversarial prompt around it
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
        /** What a locator and an editor see of this record. */
        public EditInstance instance() {
            return new EditInstance(
                    id, category, attack, safe, unsafe, constraintPrompt, constraintAnswer);
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
        for (Fields fields : JsonFile.records(file)) {
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
        String category = named.text("unsafety category");
        if (!HarmCategory.NAMES.contains(category)) {
            throw new ModelError(
                    named.where()
                            + ": field 'unsafety category' is '"
                            + category
                            + "', expected one of "
                            + HarmCategory.NAMES);
        }
        Fields constraint = named.object("knowledge constrain");
        Fields tests = named.object("generalization test");
        return new Entry(
                id,
                category,
                named.text("question"),
                named.text("adversarial prompt"),
                named.text("safe generation"),
                named.text("unsafe generation"),
                constraint.text("prompt"),
                constraint.text("answer"),
                tests.text("test input of only harmful question"),
                tests.text("test input of other attack prompt input"),
                tests.text("test input of other question input"),
                tests.text("test input of other questions and attack prompts"));
    }
}
