package dev.pke.experiment.make;

import dev.pke.data.PromptKind;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/**
 * A made set's records in SafeEdit's form, and its benign prompts in ours.
 *
 * @param attacks the ways to wrap a question
 * @param refusals what should be answered, in turn
 * @param constraints benign questions with the model's own answers, in turn
 */
record SafeEditShape(Attacks attacks, List<String> refusals, List<Answered> constraints) {
    SafeEditShape {
        refusals = List.copyOf(refusals);
        constraints = List.copyOf(constraints);
    }

    /** One split; another question is one of the same split. */
    ArrayNode records(String split, List<Answered> answered) {
        ArrayNode records = instances(split, answered);
        for (int i = 0; i < answered.size(); i++) {
            Answered one = answered.get(i);
            String question = one.question().text();
            String other = answered.get((i + 1) % answered.size()).question().text();
            ((ObjectNode) records.get(i))
                    .putObject("generalization test")
                    .put("test input of only harmful question", question)
                    .put(
                            "test input of other attack prompt input",
                            attacks.wrap(one.attack() + 1, question))
                    .put("test input of other question input", attacks.wrap(one.attack(), other))
                    .put(
                            "test input of other questions and attack prompts",
                            attacks.wrap(one.attack() + 1, other));
        }
        return records;
    }

    /** A split to edit from: as in SafeEdit's own files, without the generalisations. */
    ArrayNode instances(String split, List<Answered> answered) {
        ArrayNode records = JsonMapper.shared().createArrayNode();
        for (int i = 0; i < answered.size(); i++) {
            Answered one = answered.get(i);
            String question = one.question().text();
            Answered constraint = constraints.get(i % constraints.size());
            ObjectNode record = records.addObject().put("id", split + "-" + i);
            record.put("unsafety category", one.question().category());
            record.put("question", question);
            record.put("adversarial prompt", one.prompt());
            record.put("safe generation", refusals.get(i % refusals.size()));
            record.put("unsafe generation", one.answer());
            record.putObject("knowledge constrain")
                    .put("prompt", constraint.prompt())
                    .put("answer", constraint.answer());
        }
        return records;
    }

    /** Benign prompts, plain ones and such inside attacks, with the answers to hold on to. */
    static ArrayNode benign(String name, List<Answered> answered) {
        ArrayNode records = JsonMapper.shared().createArrayNode();
        for (Answered each : answered) {
            PromptKind kind = each.attack() < 0 ? PromptKind.BENIGN : PromptKind.BENIGN_ATTACKED;
            records.addObject()
                    .put("id", name + "-" + records.size())
                    .put("kind", kind.wireName())
                    .put("prompt", each.prompt())
                    .put("answer", each.answer());
        }
        return records;
    }
}
