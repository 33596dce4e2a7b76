package dev.pke.specimen;

import static dev.pke.specimen.SpecimenFolder.ordered;

import java.util.List;
import java.util.Map;

/**
 * The specimen's word-level tokenizer as the JSON objects {@code tokenizer.json} and {@code
 * tokenizer_config.json} that Hugging Face libraries load.
 */
final class SpecimenTokenizer {
    /** One turn of a user and the answer to it, as the chat template renders them. */
    static final String CHAT_TEMPLATE =
            "{% for message in messages %}{% if message['role'] == 'user' %}"
                    + "{{ bos_token + '<user> ' + message['content'] + ' <assistant>' }}"
                    + "{% elif message['role'] == 'assistant' %}"
                    + "{{ ' ' + message['content'] + ' ' + eos_token }}"
                    + "{% endif %}{% endfor %}";

    private SpecimenTokenizer() {}

    /** The object {@code tokenizer.json}: words split at white space, BOS put before a text. */
    static Map<String, Object> full(Vocabulary vocabulary) {
        int bos = vocabulary.id(Vocabulary.BOS);
        Map<String, Object> bosItem =
                Map.of("SpecialToken", ordered("id", Vocabulary.BOS, "type_id", 0));
        Map<String, Object> sequence = Map.of("Sequence", ordered("id", "A", "type_id", 0));
        Map<String, Object> second = Map.of("Sequence", ordered("id", "B", "type_id", 1));
        return ordered(
                "version",
                "1.0",
                "truncation",
                null,
                "padding",
                null,
                "added_tokens",
                Vocabulary.SPECIAL.stream()
                        .map(token -> special(vocabulary.id(token), token))
                        .toList(),
                "normalizer",
                null,
                "pre_tokenizer",
                Map.of("type", "WhitespaceSplit"),
                "post_processor",
                ordered(
                        "type",
                        "TemplateProcessing",
                        "single",
                        List.of(bosItem, sequence),
                        "pair",
                        List.of(bosItem, sequence, second),
                        "special_tokens",
                        Map.of(
                                Vocabulary.BOS,
                                ordered(
                                        "id",
                                        Vocabulary.BOS,
                                        "ids",
                                        List.of(bos),
                                        "tokens",
                                        List.of(Vocabulary.BOS)))),
                "decoder",
                null,
                "model",
                ordered(
                        "type",
                        "WordLevel",
                        "vocab",
                        vocabulary.ids(),
                        "unk_token",
                        Vocabulary.UNKNOWN));
    }

    /** The object {@code tokenizer_config.json}, the chat template in it. */
    static Map<String, Object> config() {
        return ordered(
                "tokenizer_class",
                "PreTrainedTokenizerFast",
                "bos_token",
                Vocabulary.BOS,
                "eos_token",
                Vocabulary.EOS,
                "pad_token",
                Vocabulary.PAD,
                "unk_token",
                Vocabulary.UNKNOWN,
                "add_bos_token",
                true,
                "add_eos_token",
                false,
                "padding_side",
                "left",
                "clean_up_tokenization_spaces",
                false,
                "model_max_length",
                SpecimenFiles.POSITIONS,
                "chat_template",
                CHAT_TEMPLATE);
    }

    private static Map<String, Object> special(int id, String token) {
        return ordered(
                "id",
                id,
                "content",
                token,
                "single_word",
                false,
                "lstrip",
                false,
                "rstrip",
                false,
                "normalized",
                false,
                "special",
                true);
    }
}
