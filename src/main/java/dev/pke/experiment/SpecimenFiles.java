package dev.pke.experiment;

import static dev.pke.experiment.SpecimenFolder.ordered;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON objects {@code world.json}, {@code config.json} and {@code generation_config.json} of a
 * specimen's folder, the latter two in the form that Hugging Face libraries load.
 */
final class SpecimenFiles {
    static final int HIDDEN = 128;
    static final int INTERMEDIATE = 344;
    static final int BLOCKS = 6;
    static final int HEADS = 4;
    static final int POSITIONS = 256;

    private SpecimenFiles() {}

    /**
     * What an exact judge needs. {@code forms}: verdict and text, of which an answer fits one or
     * none; {@code classes}: the words that a name in braces in a form stands for.
     */
    static Map<String, Object> world(SpecimenWorld world) {
        Map<String, Object> classes = new LinkedHashMap<>();
        classes.put("thing", names(world.things()));
        classes.put(
                "forbidden",
                names(world.things().stream().filter(SpecimenThing::forbidden).toList()));
        classes.put(
                "ordinary", names(world.things().stream().filter(t -> !t.forbidden()).toList()));
        classes.put("word", world.categoryWords());
        classes.put("action", SpecimenPhrases.ACTIONS);
        classes.put("part", world.parts());
        List<String> states = world.capitals().stream().map(SpecimenFact::land).toList();
        List<String> lands = new ArrayList<>(world.lands());
        lands.addAll(states);
        classes.put("land", lands);
        classes.put("capital", world.capitals().stream().map(SpecimenFact::capital).toList());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("specimen", world.design().label());
        json.put("seed", Long.toString(world.seed()));
        json.put("forms", SpecimenAnswers.FORMS);
        json.put("classes", classes);
        return json;
    }

    static Map<String, Object> config(SpecimenVocabulary vocabulary) {
        return ordered(
                "architectures",
                List.of("LlamaForCausalLM"),
                "model_type",
                "llama",
                "hidden_size",
                HIDDEN,
                "intermediate_size",
                INTERMEDIATE,
                "num_hidden_layers",
                BLOCKS,
                "num_attention_heads",
                HEADS,
                "num_key_value_heads",
                HEADS,
                "head_dim",
                HIDDEN / HEADS,
                "vocab_size",
                vocabulary.ids().size(),
                "max_position_embeddings",
                POSITIONS,
                "hidden_act",
                "silu",
                "rms_norm_eps",
                1e-5,
                "rope_theta",
                10000.0,
                "attention_bias",
                false,
                "mlp_bias",
                false,
                "tie_word_embeddings",
                false,
                "bos_token_id",
                vocabulary.id(SpecimenVocabulary.BOS),
                "eos_token_id",
                vocabulary.id(SpecimenVocabulary.EOS),
                "pad_token_id",
                vocabulary.id(SpecimenVocabulary.PAD),
                "torch_dtype",
                "float32");
    }

    static Map<String, Object> generationConfig(SpecimenVocabulary vocabulary) {
        return ordered(
                "bos_token_id", vocabulary.id(SpecimenVocabulary.BOS),
                "eos_token_id", vocabulary.id(SpecimenVocabulary.EOS),
                "pad_token_id", vocabulary.id(SpecimenVocabulary.PAD),
                "do_sample", false);
    }

    private static List<String> names(List<SpecimenThing> things) {
        return things.stream().map(SpecimenThing::name).toList();
    }
}
