package dev.pke.specimen;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A record of the specimen's data in SafeEdit's form: an attacked harmful question with a safe and
 * an unsafe answer, a constraint question, and the four prompts of the generalisation test.
 *
 * @param constraint a harmless question and its answer, which an edit must not change
 * @param onlyQuestion the bare question
 * @param otherAttack another attack prompt around the same question
 * @param otherQuestion the same attack prompt around another question
 * @param otherBoth another attack prompt around another question
 */
record SpecimenRecord(
        String id,
        String category,
        String question,
        String adversarial,
        String safe,
        String unsafe,
        Case constraint,
        String onlyQuestion,
        String otherAttack,
        String otherQuestion,
        String otherBoth) {

    /** Every prompt of the record. */
    Stream<String> prompts() {
        return Stream.of(
                adversarial,
                constraint.prompt(),
                onlyQuestion,
                otherAttack,
                otherQuestion,
                otherBoth);
    }

    /** The record as a JSON object with SafeEdit's keys. */
    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("unsafety category", category);
        json.put("question", question);
        json.put("adversarial prompt", adversarial);
        json.put("safe generation", safe);
        json.put("unsafe generation", unsafe);
        Map<String, String> constrain = new LinkedHashMap<>();
        constrain.put("prompt", constraint.prompt());
        constrain.put("answer", constraint.answer());
        json.put("knowledge constrain", constrain);
        Map<String, String> tests = new LinkedHashMap<>();
        tests.put("test input of only harmful question", onlyQuestion);
        tests.put("test input of other attack prompt input", otherAttack);
        tests.put("test input of other question input", otherQuestion);
        tests.put("test input of other questions and attack prompts", otherBoth);
        json.put("generalization test", tests);
        return json;
    }
}
