package dev.pke.model.checkpoint;

import dev.pke.fault.ModelError;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A folder's tokenizer.json as transformers completes it by what lies beside it: tokens that only
 * tokenizer_config.json, special_tokens_map.json or added_tokens.json name, whether a text begins
 * with a space, and which tokens begin and end it.
 */
public final class TokenizerFiles {
    private static final List<String> NAMED =
            List.of("bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token");

    private final Path folder;
    private final Json config;
    private final Map<String, JsonNode> special;

    private TokenizerFiles(Path folder) {
        this.folder = folder;
        this.config = json("tokenizer_config.json");
        this.special = new LinkedHashMap<>();
        Json map = json("special_tokens_map.json");
        for (String name : NAMED) {
            JsonNode token = config.has(name) ? config.node().get(name) : map.node().get(name);
            if (token != null && !token.isNull() && !text(token).isEmpty()) {
                special.put(name, token);
            }
        }
    }

    public static TokenizerFiles of(Path folder) {
        return new TokenizerFiles(folder);
    }

    private Json json(String name) {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            return Json.parse(name, "{}");
        }
        FolderKind.notPointer(file);
        return Json.read(file);
    }

    /** The special tokens by what they are for, such as bos_token, as templates name them. */
    public Map<String, String> named() {
        Map<String, String> named = new LinkedHashMap<>();
        special.forEach((name, token) -> named.put(name, text(token)));
        return named;
    }

    /** tokenizer_config.json, or nothing. */
    public Json config() {
        return config;
    }

    /** The text of a complete tokenizer.json. */
    public String complete() {
        Path file = folder.resolve("tokenizer.json");
        if (!Files.exists(file)) {
            throw FolderKind.withoutTokenizer(folder);
        }
        FolderKind.notPointer(file);
        Json json = Json.read(file);
        if (!json.node().isObject()) {
            throw new ModelError(file + " is no tokenizer");
        }
        ObjectNode tokenizer = (ObjectNode) json.node();
        boolean same = !addTokens(tokenizer);
        same &= !setPrefixSpace(tokenizer);
        same &= !setEnds(tokenizer);
        return same ? json.text() : tokenizer.toString();
    }

    /** Adds tokens that lie beside the file; whether there were any. */
    private boolean addTokens(ObjectNode tokenizer) {
        ArrayNode added =
                tokenizer.path("added_tokens").isArray()
                        ? (ArrayNode) tokenizer.path("added_tokens")
                        : tokenizer.putArray("added_tokens");
        Map<String, Integer> known = new HashMap<>();
        added.forEach(t -> known.put(t.path("content").asString(""), t.path("id").asInt()));
        int before = known.size();
        Map<Integer, JsonNode> declared = new TreeMap<>();
        config.node()
                .path("added_tokens_decoder")
                .properties()
                .forEach(e -> declared.put(Integer.valueOf(e.getKey()), e.getValue()));
        declared.forEach((id, token) -> add(tokenizer, added, known, id, token));
        json("added_tokens.json").node().properties().stream()
                .sorted(java.util.Comparator.comparingInt(e -> e.getValue().asInt()))
                .forEach(e -> {
                    ObjectNode token = added.objectNode().put("content", e.getKey());
                    add(tokenizer, added, known, e.getValue().asInt(), token);
                });
        special.values().forEach(token -> add(tokenizer, added, known, -1, asSpecial(token)));
        config.node()
                .path("additional_special_tokens")
                .forEach(token -> add(tokenizer, added, known, -1, asSpecial(token)));
        return known.size() > before;
    }

    private static ObjectNode asSpecial(JsonNode token) {
        ObjectNode whole =
                token.isObject()
                        ? ((ObjectNode) token).deepCopy()
                        : tools.jackson.databind.json.JsonMapper.shared().createObjectNode();
        whole.put("content", text(token));
        return whole.put("special", true);
    }

    /** A token of the vocabulary keeps its id there; a new one gets its own, or the next. */
    private static void add(
            ObjectNode tokenizer,
            ArrayNode added,
            Map<String, Integer> known,
            int id,
            JsonNode token) {
        String content = text(token);
        if (content.isEmpty() || known.containsKey(content)) {
            return;
        }
        Map<String, Integer> vocabulary = vocabulary(tokenizer);
        int next =
                1
                        + Math.max(
                                known.values().stream().mapToInt(i -> i).max().orElse(-1),
                                vocabulary.values().stream().mapToInt(i -> i).max().orElse(-1));
        int own = vocabulary.getOrDefault(content, id < 0 ? next : id);
        known.put(content, own);
        ObjectNode entry = added.addObject().put("id", own).put("content", content);
        boolean isSpecial = token.path("special").asBoolean(false);
        entry.put("single_word", token.path("single_word").asBoolean(false));
        entry.put("lstrip", token.path("lstrip").asBoolean(false));
        entry.put("rstrip", token.path("rstrip").asBoolean(false));
        entry.put("normalized", token.path("normalized").asBoolean(!isSpecial));
        entry.put("special", isSpecial);
    }

    private static Map<String, Integer> vocabulary(ObjectNode tokenizer) {
        Map<String, Integer> ids = new HashMap<>();
        JsonNode vocabulary = tokenizer.path("model").path("vocab");
        if (vocabulary.isArray()) {
            int id = 0;
            for (JsonNode piece : vocabulary) {
                ids.put(piece.path(0).asString(""), id++);
            }
        }
        if (vocabulary.isObject()) {
            vocabulary.properties().forEach(e -> ids.put(e.getKey(), e.getValue().asInt()));
        }
        return ids;
    }

    /** GPT-2's byte level takes the word of tokenizer_config.json over its own. */
    private boolean setPrefixSpace(ObjectNode tokenizer) {
        boolean wanted = config.isOn("add_prefix_space");
        JsonNode level = tokenizer.path("pre_tokenizer");
        boolean differs =
                level.path("type").asString("").equals("ByteLevel")
                        && config.has("add_prefix_space")
                        && level.path("add_prefix_space").asBoolean(false) != wanted;
        if (differs) {
            ((ObjectNode) level).put("add_prefix_space", wanted);
        }
        return differs;
    }

    /** Llama's and Gemma's tokenizers take the config's word on what begins and ends a text. */
    private boolean setEnds(ObjectNode tokenizer) {
        boolean says = config.has("add_bos_token") || config.has("add_eos_token");
        boolean silent = tokenizer.path("post_processor").isEmpty();
        String kind = config.text("tokenizer_class", "");
        if (!kind.matches("(Code)?(Llama|Gemma)Tokenizer(Fast)?") || !(says || silent)) {
            return false;
        }
        ObjectNode ends = tokenizer.putObject("post_processor").put("type", "TemplateProcessing");
        ArrayNode single = ends.putArray("single");
        ArrayNode pair = ends.putArray("pair");
        ObjectNode tokens = ends.putObject("special_tokens");
        Map<String, Integer> ids = vocabulary(tokenizer);
        tokenizer
                .path("added_tokens")
                .forEach(t -> ids.put(t.path("content").asString(""), t.path("id").asInt()));
        end("bos_token", "add_bos_token", ids, tokens, single, pair);
        single.addObject().putObject("Sequence").put("id", "A").put("type_id", 0);
        pair.addObject().putObject("Sequence").put("id", "A").put("type_id", 0);
        end("eos_token", "add_eos_token", ids, tokens, single, pair);
        pair.addObject().putObject("Sequence").put("id", "B").put("type_id", 1);
        return true;
    }

    private void end(
            String name,
            String key,
            Map<String, Integer> ids,
            ObjectNode tokens,
            ArrayNode single,
            ArrayNode pair) {
        String token = text(special.getOrDefault(name, config.node().path("none")));
        Integer id = ids.get(token);
        boolean added = key.equals("add_bos_token") ? !config.isOff(key) : config.isOn(key);
        if (!added || id == null) {
            return;
        }
        for (ArrayNode list : List.of(single, pair)) {
            list.addObject().putObject("SpecialToken").put("id", token).put("type_id", 0);
        }
        ObjectNode entry = tokens.putObject(token).put("id", token);
        entry.putArray("ids").add(id);
        entry.putArray("tokens").add(token);
    }

    /** A token is a text, or an object with its content. */
    private static String text(JsonNode token) {
        return token.isObject() ? token.path("content").asString("") : token.asString("");
    }
}
