package dev.pke.model.gguf;

import dev.pke.fault.ModelError;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The tokenizer files of a folder that a GGUF file's metadata means. */
final class GgufTokenizer {
    private static final String PREFIX = "tokenizer.ggml.";

    /** What the folder calls a part, and what the file calls it. */
    private static final Map<String, String> PARTS =
            Map.of(
                    "bos_token", "bos",
                    "eos_token", "eos",
                    "unk_token", "unknown",
                    "pad_token", "padding");

    private final Metadata said;
    private final GgufNames family;
    private final Vocabulary vocabulary;
    private final boolean bytes;

    private GgufTokenizer(Metadata said, GgufNames family) {
        this.said = said;
        this.family = family;
        this.vocabulary = Vocabulary.of(said);
        String kind = said.text(PREFIX + "model");
        if (!kind.equals("gpt2") && !kind.equals("llama")) {
            throw new ModelError(
                    "%s has a tokenizer of the kind %s; gpt2 and llama can be imported"
                            .formatted(said.path(), kind));
        }
        this.bytes = kind.equals("gpt2");
    }

    /** Every file, by name. */
    static Map<String, ObjectNode> files(Metadata said, GgufNames family, ObjectNode config) {
        var tokenizer = new GgufTokenizer(said, family);
        int rows = config.path("vocab_size").asInt();
        if (tokenizer.vocabulary.pieces().size() > rows) {
            throw new ModelError(
                    "%s has %d tokens, but an embedding of %d rows"
                            .formatted(said.path(), tokenizer.vocabulary.pieces().size(), rows));
        }
        Map<String, ObjectNode> files = new LinkedHashMap<>();
        files.put("tokenizer.json", tokenizer.tokenizer());
        files.put("tokenizer_config.json", tokenizer.config(config));
        files.put("special_tokens_map.json", tokenizer.named(object()));
        files.put("generation_config.json", tokenizer.generation());
        return files;
    }

    static ObjectNode object() {
        return JsonMapper.shared().createObjectNode();
    }

    /** Ids that begin and end a text, for config.json. */
    static void ends(Metadata said, ObjectNode config) {
        Vocabulary vocabulary = Vocabulary.of(said);
        Map.of("bos_token_id", "bos", "eos_token_id", "eos", "pad_token_id", "padding")
                .forEach((key, part) -> {
                    // null where there is none: families have defaults of their own
                    config.putNull(key);
                    vocabulary.part(part).ifPresent(id -> config.put(key, id));
                });
    }

    private ObjectNode tokenizer() {
        ObjectNode json = object().put("version", "1.0");
        json.putNull("truncation");
        json.putNull("padding");
        boolean takesSpace = !bytes && !hasSpace();
        new AddedTokens(vocabulary, family == GgufNames.PHI3 && !bytes, takesSpace)
                .write(json.putArray("added_tokens"));
        if (bytes) {
            new ByteTokenizer(vocabulary, new TextCuts(said.path(), preTokenizer())).write(json);
        } else {
            new PieceTokenizer(vocabulary, hasSpace()).write(json);
        }
        boolean usual = !bytes || preTokenizer().equals("llama-bpe");
        new TextEnds(vocabulary, adds("bos", usual), adds("eos", false)).write(json);
        return json;
    }

    private boolean adds(String end, Boolean usual) {
        return said.isOn(PREFIX + "add_" + end + "_token", usual)
                && vocabulary.part(end).isPresent();
    }

    private boolean hasSpace() {
        return said.isOn(PREFIX + "add_space_prefix", true);
    }

    /** How a text is cut before pieces are merged; files from before this was said are Qwen's. */
    private String preTokenizer() {
        if (said.has(PREFIX + "pre")) {
            return said.text(PREFIX + "pre");
        }
        if (family == GgufNames.QWEN2 || family == GgufNames.QWEN3) {
            return "qwen2";
        }
        throw new ModelError(
                said.path()
                        + ": tokenizer.ggml.pre is missing, so how texts are cut is not known: take"
                        + " a newer conversion");
    }

    private ObjectNode named(ObjectNode json) {
        PARTS.forEach((token, part) -> {
            OptionalInt id = vocabulary.part(part);
            if (id.isPresent()) {
                json.put(token, vocabulary.pieces().get(id.getAsInt()));
            }
        });
        return json;
    }

    private ObjectNode config(ObjectNode model) {
        ObjectNode json = named(object().put("tokenizer_class", "PreTrainedTokenizerFast"));
        json.put("clean_up_tokenization_spaces", false);
        json.put("model_max_length", model.path("max_position_embeddings").asInt());
        if (said.has("tokenizer.chat_template")) {
            json.put("chat_template", said.text("tokenizer.chat_template"));
        }
        return json;
    }

    private ObjectNode generation() {
        ObjectNode json = object().put("_from_model_config", true);
        vocabulary.part("bos").ifPresent(id -> json.put("bos_token_id", id));
        vocabulary.part("padding").ifPresent(id -> json.put("pad_token_id", id));
        List<Integer> ends = new ArrayList<>();
        for (String part : List.of("eos", "eot")) {
            vocabulary
                    .part(part)
                    .ifPresent(id -> {
                        if (!ends.contains(id)) {
                            ends.add(id);
                        }
                    });
        }
        if (ends.size() == 1) {
            json.put("eos_token_id", ends.getFirst());
        } else if (!ends.isEmpty()) {
            ends.forEach(json.putArray("eos_token_id")::add);
        }
        return json;
    }
}
