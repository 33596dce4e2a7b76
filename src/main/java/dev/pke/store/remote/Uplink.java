package dev.pke.store.remote;

import dev.pke.event.Blobs;
import dev.pke.event.CanonicalJson;
import dev.pke.event.MalformedJson;
import dev.pke.fault.UserError;
import dev.pke.store.Heartbeat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Requests to a server, made again until it answers: whatever is sent here may arrive twice, as all
 * of it is named by ids, versions and digests, and changes nothing the second time.
 */
public final class Uplink {
    private static final Duration ONE = Duration.ofSeconds(60);
    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final long LONGEST_PAUSE_MILLIS = 20_000;

    /** Too many requests, or no server behind the proxy for now. */
    private static final Set<Integer> LATER = Set.of(429, 502, 503, 504);

    private final URI server;
    private final String token;
    private final Duration patience;
    private final Consumer<String> note;
    private final HttpClient http;

    /**
     * @param server such as {@code https://pke.example}
     * @param patience how long a server may be out of reach
     * @param note told once when a wait begins
     */
    public Uplink(URI server, String token, Duration patience, Consumer<String> note) {
        this.server = server.toString().endsWith("/") ? server : URI.create(server + "/");
        this.token = token;
        this.patience = patience;
        this.note = note;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(10))
                        .build();
    }

    /** What a server answered. */
    record Answer(HttpResponse<byte[]> whole) {
        int status() {
            return whole.statusCode();
        }

        byte[] body() {
            return whole.body();
        }

        Map<?, ?> json() {
            try {
                String text = new String(body(), java.nio.charset.StandardCharsets.UTF_8);
                if (CanonicalJson.parse(text.strip()) instanceof Map<?, ?> object) {
                    return object;
                }
            } catch (MalformedJson none) {
                return Map.of();
            }
            return Map.of();
        }

        /** The server's own line, for a refusal. */
        String line() {
            Map<?, ?> said = json();
            Object line = said.get("detail") == null ? said.get("error") : said.get("detail");
            return line == null ? "status " + status() : String.valueOf(line);
        }
    }

    /** What the token lets its bearer do: its only run, empty for any. */
    public String boundRun() {
        Answer answer = send("GET", "api/token", new byte[0]);
        if (answer.status() != 200) {
            throw refused(answer);
        }
        return answer.json().get("run") instanceof String run ? run : "";
    }

    /** The server's blobs. */
    public Blobs blobs() {
        return new RemoteBlobs(this);
    }

    /** Tells the server, now and from then on, that whoever does a run is there. */
    public Heartbeat keep(String run) {
        return new Heartbeat(() -> beat(run));
    }

    private void beat(String run) {
        try {
            var _ = once("POST", "api/runs/" + run + "/heartbeat", new byte[0]);
        } catch (IOException unheard) {
            return; // the next beat is soon
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    UserError refused(Answer answer) {
        return new UserError(server + " refuses: " + answer.line());
    }

    /** Sends until there is an answer that another try would not change. */
    Answer send(String method, String path, byte[] body) {
        long deadline = System.nanoTime() + patience.toNanos();
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            String why;
            try {
                Answer answer = once(method, path, body);
                if (!LATER.contains(answer.status())) {
                    return answer;
                }
                why = answer.line();
            } catch (IOException lost) {
                why = lost.toString();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UserError("interrupted while waiting for " + server, e);
            }
            if (System.nanoTime() > deadline) {
                throw new UserError(server + " can't be reached: " + why);
            }
            if (pause == FIRST_PAUSE_MILLIS) {
                note.accept(server + " is out of reach (" + why + "); trying again");
            }
            pause(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
    }

    private void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted while waiting for " + server, e);
        }
    }

    private Answer once(String method, String path, byte[] body)
            throws IOException, InterruptedException {
        BodyPublisher sent =
                body.length == 0
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofByteArray(body);
        HttpRequest request =
                HttpRequest.newBuilder(server.resolve(path))
                        .timeout(ONE)
                        .header("Authorization", "Bearer " + token)
                        .method(method, sent)
                        .build();
        HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
        return new Answer(response);
    }
}
