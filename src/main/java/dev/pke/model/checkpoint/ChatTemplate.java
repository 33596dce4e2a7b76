package dev.pke.model.checkpoint;

import dev.pke.fault.ModelError;
import dev.pke.model.jinja.JinjaError;
import dev.pke.model.jinja.Template;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a model wants a conversation written down: the Jinja text under chat_template of
 * tokenizer_config.json, or in chat_template.jinja beside it.
 */
public final class ChatTemplate {
    private final String source;
    private final Template template;
    private final Map<String, String> tokens;

    private ChatTemplate(String source, Map<String, String> tokens) {
        this.source = source;
        this.tokens = Map.copyOf(tokens);
        try {
            this.template = Template.parse(source);
        } catch (JinjaError e) {
            throw new ModelError("chat template: " + e.getMessage(), e);
        }
    }

    /** A template with the special tokens it may name, such as bos_token. */
    public static ChatTemplate of(String source, Map<String, String> tokens) {
        return new ChatTemplate(source, tokens);
    }

    /** The folder's template, if it has one. */
    public static Optional<ChatTemplate> read(Path folder) {
        Path file = folder.resolve("tokenizer_config.json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        JsonNode config = Json.read(file).node();
        Map<String, String> tokens = new LinkedHashMap<>();
        for (String name : List.of("bos_token", "eos_token", "pad_token", "unk_token")) {
            JsonNode token = config.path(name);
            String text =
                    token.isObject() ? token.path("content").asString("") : token.asString("");
            tokens.put(name, text);
        }
        return source(folder, config.path("chat_template")).map(s -> of(s, tokens));
    }

    /** One text, or a list of named ones of which "default" counts. */
    private static Optional<String> source(Path folder, JsonNode template) {
        if (template.isString()) {
            return Optional.of(template.asString());
        }
        for (JsonNode named : template) {
            if (named.path("name").asString("").equals("default")) {
                return Optional.of(named.path("template").asString(""));
            }
        }
        Path file = folder.resolve("chat_template.jinja");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            throw new ModelError(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** One user's message, ready for the model to answer. */
    public String render(String prompt) {
        return render(List.of(Map.of("role", "user", "content", prompt)));
    }

    /** Messages with role and content, ready for the model to answer. */
    public String render(List<Map<String, String>> messages) {
        Map<String, Object> values = new LinkedHashMap<>(tokens);
        values.put("messages", messages);
        values.put("add_generation_prompt", true);
        try {
            return template.render(values);
        } catch (JinjaError e) {
            throw new ModelError("chat template: " + e.getMessage(), e);
        }
    }

    /** The template's text, for the record. */
    public String source() {
        return source;
    }
}
