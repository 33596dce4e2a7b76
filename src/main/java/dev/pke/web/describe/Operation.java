package dev.pke.web.describe;

import java.util.List;

/**
 * One call of the API.
 *
 * @param path with its parameters in braces
 * @param asks the query's parameters, each with its meaning behind a colon
 * @param body what is sent, as a media type; "" for nothing
 * @param answer the media type of what comes back
 * @param holds the members of the object that comes back, or of each in the list; none for text
 */
public record Operation(
        String method,
        String path,
        String summary,
        List<String> asks,
        String body,
        String answer,
        List<String> holds) {
    private static final String JSON = "application/json";

    static Operation get(String path, String summary, String asks, String holds) {
        return new Operation("get", path, summary, words(asks), "", JSON, words(holds));
    }

    static Operation text(String path, String summary, String asks, String type) {
        return new Operation("get", path, summary, words(asks), "", type, List.of());
    }

    static Operation send(String method, String path, String summary, String body) {
        return new Operation(method, path, summary, List.of(), body, JSON, List.of());
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("; ", -1));
    }

    /** Whether it only reads, so that a page may call it with a link. */
    public boolean isRead() {
        return method.equals("get");
    }

    /** The call with a run, a position and a digest in place of its parameters. */
    public String with(String run, String digest) {
        return path.replace("{run}", run)
                        .replace("{name}", "metrics.csv")
                        .replace("{position}", "1")
                        .replace("{block}", "0")
                        .replace("{neuron}", "0")
                        .replace("{digest}", digest)
                + (path.equals("/api/diff") ? "?a=" + run : "");
    }

    /** Whether a link can call it: it ends, and these fill its parameters. */
    public boolean isTriable(String run, String digest) {
        return isRead()
                && !answer.equals("text/event-stream")
                && !path.equals("/api/token") // a link sends none
                && !(path.contains("{run}") && run.isEmpty())
                && !(path.equals("/api/diff") && run.isEmpty())
                && !(path.contains("{digest}") && digest.isEmpty());
    }
}
