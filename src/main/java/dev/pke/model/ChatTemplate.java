package dev.pke.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** How a model wants a conversation written down, from tokenizer_config.json's chat_template. */
public final class ChatTemplate {
    private final String source;

    private ChatTemplate(String source) {
        this.source = source;
    }

    /** The folder's template, if it has one. */
    public static Optional<ChatTemplate> read(Path folder) {
        Path file = folder.resolve("tokenizer_config.json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Json config = Json.read(file);
        return config.has("chat_template")
                ? Optional.of(new ChatTemplate(config.text("chat_template")))
                : Optional.empty();
    }

    /** One user's message, ready for the model to answer. */
    public String render(String prompt) {
        return source.replace("{{ messages[0]['content'] }}", prompt);
    }

    /** The template's text, for the record. */
    public String source() {
        return source;
    }
}
