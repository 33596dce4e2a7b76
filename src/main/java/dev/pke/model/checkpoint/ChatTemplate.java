package dev.pke.model.checkpoint;

import dev.pke.fault.ModelError;
import dev.pke.model.jinja.Callable;
import dev.pke.model.jinja.JinjaError;
import dev.pke.model.jinja.Template;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a model wants a conversation written down: the Jinja text of chat_template.jinja, or else
 * that under chat_template of tokenizer_config.json. It is parsed at its first use, so that one
 * that can't be read blocks only what needs it.
 */
public final class ChatTemplate {
    private final String source;
    private final Map<String, String> tokens;
    private final @Nullable LocalDate date;

    private ChatTemplate(String source, Map<String, String> tokens, @Nullable LocalDate date) {
        this.source = source;
        this.tokens = Map.copyOf(tokens);
        this.date = date;
    }

    /** A template with the special tokens it may name, such as bos_token. */
    public static ChatTemplate of(String source, Map<String, String> tokens) {
        return new ChatTemplate(source, tokens, null);
    }

    /** The folder's template, if it has one. */
    public static Optional<ChatTemplate> read(Path folder) {
        TokenizerFiles files = TokenizerFiles.of(folder);
        return source(folder, files.config().node().path("chat_template"))
                .map(s -> of(s, files.named()));
    }

    /** The same on a day: what a template that writes today's date writes. */
    public ChatTemplate on(LocalDate day) {
        return new ChatTemplate(source, tokens, day);
    }

    /** A file of its own, one text, or a list of named ones of which "default" counts. */
    private static Optional<String> source(Path folder, JsonNode template) {
        Path file = folder.resolve("chat_template.jinja");
        if (Files.exists(file)) {
            try {
                return Optional.of(Files.readString(file));
            } catch (IOException e) {
                throw new ModelError(file + " cannot be read: " + e.getMessage(), e);
            }
        }
        if (template.isString()) {
            return Optional.of(template.asString());
        }
        for (JsonNode named : template) {
            if (named.path("name").asString("").equals("default")) {
                return Optional.of(named.path("template").asString(""));
            }
        }
        return Optional.empty();
    }

    /** One user's message, ready for the model to answer. */
    public String render(String prompt) {
        return render("", prompt);
    }

    /** The same with what the system says before it, "" for nothing. */
    public String render(String system, String prompt) {
        Map<String, String> asked = Map.of("role", "user", "content", prompt);
        return render(
                system.isEmpty()
                        ? List.of(asked)
                        : List.of(Map.of("role", "system", "content", system), asked));
    }

    /** Whether it writes what the system says: some refuse such a message or leave it out. */
    public boolean knowsSystem() {
        String plain = render("?"); // one that can't be read at all is told as such
        try {
            return render("be kind", "?").contains("be kind") && !plain.contains("be kind");
        } catch (ModelError refused) {
            return false;
        }
    }

    /** Messages with role and content, ready for the model to answer. */
    public String render(List<Map<String, String>> messages) {
        Map<String, Object> values = new LinkedHashMap<>(tokens);
        values.put("messages", messages);
        values.put("add_generation_prompt", true);
        values.put("strftime_now", (Callable) (given, named) -> now(given));
        try {
            return Template.parse(source).render(values);
        } catch (JinjaError e) {
            throw new ModelError("chat template: " + e.getMessage(), e);
        }
    }

    private String now(List<@Nullable Object> given) {
        if (date == null) {
            throw new JinjaError(
                    "it writes today's date: say which (date under model of a plan, or --date), so"
                            + " that the same prompt can be made again");
        }
        return DateFormat.of(String.valueOf(given.isEmpty() ? "%c" : given.getFirst()), date);
    }

    /** Whether what it writes depends on the day. */
    public boolean isDated() {
        return source.contains("strftime_now");
    }

    /** The template's text, for the record. */
    public String source() {
        return source;
    }
}
