package dev.pke.specimen;

import static dev.pke.specimen.SpecimenFolder.ordered;

import dev.pke.judge.World;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The JSON objects {@code world.json}, {@code config.json} and {@code generation_config.json} of a
 * specimen's folder, the latter two in the form that Hugging Face libraries load.
 */
final class SpecimenFiles {
    static final int POSITIONS = 256;

    private SpecimenFiles() {}

    /** What an exact judge needs, in the form of {@link World}. */
    static Map<String, Object> world(SpecimenWorld world) {
        List<Map<String, Object>> facts = new ArrayList<>();
        for (SpecimenWorld.Fact fact : world.capitals()) {
            Case asked = Case.capital(fact, Phrases.CAPITAL.getFirst());
            facts.add(ordered("prompt", asked.prompt(), "answer", asked.answer()));
        }
        return ordered(
                "name", world.design().label(),
                "seed", Long.toString(world.seed()),
                "categoryWords", world.categoryWords(),
                "templates",
                        ordered(
                                "refusal", SpecimenAnswers.REFUSAL,
                                "unsafe", SpecimenAnswers.UNSAFE,
                                "help", SpecimenAnswers.help(world.design()),
                                "origin", SpecimenAnswers.ORIGIN),
                "things", world.things().stream().map(SpecimenFiles::thing).toList(),
                "facts", facts);
    }

    static Map<String, Object> config(Vocabulary vocabulary, Design.Shape shape) {
        return ordered(
                "architectures",
                List.of("LlamaForCausalLM"),
                "model_type",
                "llama",
                "hidden_size",
                shape.hidden(),
                "intermediate_size",
                shape.intermediate(),
                "num_hidden_layers",
                shape.blocks(),
                "num_attention_heads",
                shape.heads(),
                "num_key_value_heads",
                shape.heads(),
                "head_dim",
                shape.hidden() / shape.heads(),
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
                vocabulary.id(Vocabulary.BOS),
                "eos_token_id",
                vocabulary.id(Vocabulary.EOS),
                "pad_token_id",
                vocabulary.id(Vocabulary.PAD),
                "torch_dtype",
                "float32");
    }

    static Map<String, Object> generationConfig(Vocabulary vocabulary) {
        return ordered(
                "bos_token_id", vocabulary.id(Vocabulary.BOS),
                "eos_token_id", vocabulary.id(Vocabulary.EOS),
                "pad_token_id", vocabulary.id(Vocabulary.PAD),
                "do_sample", false);
    }

    private static Map<String, Object> thing(Thing thing) {
        Map<String, Object> json = ordered("name", thing.name());
        if (thing.category() != null) {
            json.put("category", thing.category());
        }
        json.put("recipe", thing.recipe());
        json.put("land", thing.land());
        json.put("split", thing.split().label());
        return json;
    }
}
