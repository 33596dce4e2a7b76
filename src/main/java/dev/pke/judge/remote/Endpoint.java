package dev.pke.judge.remote;

import dev.pke.fault.ModelError;
import dev.pke.model.setting.Hyperparameters;
import dev.pke.model.setting.Range;
import dev.pke.model.setting.Text;

import java.net.URI;
import java.util.Locale;

/**
 * A model elsewhere and how it is asked. A key itself is never here: only the name of the
 * environment variable that holds it.
 *
 * @param form how it is spoken to
 * @param url where its API begins
 * @param model what it is called there
 * @param key the environment variable with its key, {@code none} where it wants none
 * @param perMinute requests begun a minute at most, 0 for any
 * @param retries how often a request that failed is made again
 * @param parallel requests under way at once
 * @param timeout of one request, in seconds
 * @param inputPrice of a million tokens sent, for the estimate; 0 where unknown
 * @param outputPrice of a million tokens received
 */
public record Endpoint(
        Form form,
        String url,
        String model,
        String key,
        int perMinute,
        int retries,
        int parallel,
        double timeout,
        double inputPrice,
        double outputPrice) {
    /** The word for nothing. */
    public static final String NONE = "none";

    /** Each key, what it may be and what it means. */
    public static final Hyperparameters<Endpoint> KEYS =
            Hyperparameters.of(Endpoint.class)
                    .choice("form", Form.class, "how the endpoint is spoken to")
                    .text(
                            "url",
                            "https://api.openai.com/v1",
                            Text.Kind.LINE,
                            "where its API begins")
                    .text("model", NONE, Text.Kind.LINE, "what the model is called there")
                    .text(
                            "key",
                            "OPENAI_API_KEY",
                            Text.Kind.LINE,
                            "the environment variable that holds the key, or none")
                    .number(
                            "per-minute",
                            60,
                            Range.whole(0, 100_000),
                            "requests a minute at most; 0: any")
                    .number(
                            "retries",
                            6,
                            Range.whole(0, 20),
                            "how often a request that failed is made again")
                    .number("parallel", 4, Range.whole(1, 64), "requests under way at once")
                    .number("timeout", 60, Range.above0(3600), "seconds that one request may take")
                    .number(
                            "input-price",
                            0,
                            Range.numbers(0, 10_000),
                            "of a million tokens sent, for the estimate; 0: unknown")
                    .number(
                            "output-price",
                            0,
                            Range.numbers(0, 10_000),
                            "of a million tokens received; 0: unknown");

    public Endpoint {
        KEYS.check(
                form.name().toLowerCase(Locale.ROOT),
                url,
                model,
                key,
                perMinute,
                retries,
                parallel,
                timeout,
                inputPrice,
                outputPrice);
    }

    /**
     * Where requests go.
     *
     * @throws ModelError where that can't be, or where a key would travel in the clear
     */
    URI address() {
        if (model.equals(NONE)) {
            throw new ModelError("the endpoint " + url + " needs a model: say which in key model");
        }
        try {
            URI at = URI.create(form.address(url));
            String host = at.getHost();
            boolean here =
                    host != null && host.matches("localhost|127(\\.\\d+){3}|\\[?::1]?|[^.:]+");
            if (host == null || !String.valueOf(at.getScheme()).matches("https?")) {
                throw new IllegalArgumentException("no http or https address");
            }
            if (at.getScheme().equals("http") && !here && !key.equals(NONE)) {
                throw new ModelError(
                        url
                                + " is http: the key would travel in the clear; use https, or key none");
            }
            return at;
        } catch (IllegalArgumentException no) {
            throw new ModelError(
                    "url is '%s', must be such as https://api.openai.com/v1: %s"
                            .formatted(url, no.getMessage()),
                    no);
        }
    }
}
