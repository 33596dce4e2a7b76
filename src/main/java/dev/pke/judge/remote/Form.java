package dev.pke.judge.remote;

import dev.pke.fault.Fields;
import dev.pke.fault.ModelError;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How an endpoint is spoken to: what is sent and where its reply has the text. */
public enum Form {
    /** Chat completions, as OpenAI's API and those compatible with it have them. */
    OPENAI("/chat/completions", "max_tokens"),
    /** The same for models that reason first: no temperature, and the newer name of the limit. */
    REASONING("/chat/completions", "max_completion_tokens"),
    /** Messages, as Anthropic's API has them. */
    ANTHROPIC("/messages", "max_tokens");

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String ANTHROPIC_VERSION = "2023-06-01";
    private static final String FIRST = "/v1";

    private final String path;
    private final String limit;

    Form(String path, String limit) {
        this.path = path;
        this.limit = limit;
    }

    /**
     * Where requests to an API go that begins at {@code url}. Anthropic's own clients leave the
     * version out of theirs, OpenAI's have it in, so there it may be said or not.
     */
    String address(String url) {
        String base = url.replaceFirst("/+$", "");
        if (base.endsWith(path)) {
            return base;
        }
        return this == ANTHROPIC && !base.endsWith(FIRST) ? base + FIRST + path : base + path;
    }

    /** The request's body: the same question has the same bytes. */
    String body(String model, Question question) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", model);
        body.put(limit, question.maxTokens());
        if (this != REASONING) {
            body.put("temperature", question.temperature());
        }
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("role", "user");
        message.put("content", question.text());
        body.put("messages", List.of(message));
        return MAPPER.writeValueAsString(body);
    }

    /** The headers, the key among them; "" where there is none. */
    Map<String, String> headers(String key) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", "application/json");
        if (this == ANTHROPIC) {
            headers.put("anthropic-version", ANTHROPIC_VERSION);
        }
        if (!key.isEmpty()) {
            headers.put(
                    this == ANTHROPIC ? "x-api-key" : "authorization",
                    this == ANTHROPIC ? key : "Bearer " + key);
        }
        return headers;
    }

    /**
     * The text of a reply; empty where the model said nothing.
     *
     * @throws ModelError where it is no such reply
     */
    String text(String reply) {
        Fields root = Fields.parse("the reply", reply);
        return switch (this) {
            case OPENAI, REASONING -> {
                List<Fields> choices = root.objects("choices");
                if (choices.isEmpty()) {
                    throw new ModelError("the reply: field 'choices' is empty");
                }
                JsonNode content = choices.getFirst().object("message").node().path("content");
                yield content.isString() ? content.stringValue() : "";
            }
            case ANTHROPIC -> {
                StringBuilder text = new StringBuilder();
                for (Fields part : root.objects("content")) {
                    JsonNode said = part.node().path("text");
                    text.append(said.isString() ? said.stringValue() : "");
                }
                yield text.toString();
            }
        };
    }
}
