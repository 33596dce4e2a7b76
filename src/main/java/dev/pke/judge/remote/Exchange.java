package dev.pke.judge.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.model.checkpoint.Digest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What one run asked elsewhere and was told. The same request is made once, whoever asks it; what
 * is told is in the order of the questions, however many are under way at once.
 */
public final class Exchange {
    private final Source source;
    private final Map<String, Asked> known = new LinkedHashMap<>();
    private final Map<String, Asked> used = new LinkedHashMap<>();

    /** An exchange with a source, nothing being known yet. */
    public Exchange(Source source) {
        this.source = source;
    }

    /** Takes what an earlier part of the run was told. */
    public void remember(Asked asked) {
        known.put(asked.request(), asked);
    }

    /** The text of each reply, in the order of the questions. */
    public List<String> ask(Endpoint endpoint, List<Question> questions) {
        String address = endpoint.address().toString();
        Map<String, String> bodies = new LinkedHashMap<>();
        List<String> digests = new ArrayList<>();
        for (Question each : questions) {
            String body = endpoint.form().body(endpoint.model(), each);
            String digest = Digest.of((address + "\n" + body).getBytes(UTF_8));
            digests.add(digest);
            if (!known.containsKey(digest)) {
                bodies.put(digest, body);
            }
        }
        replies(endpoint, bodies)
                .forEach((digest, reply) ->
                        remember(new Asked(address, endpoint.model(), digest, reply)));
        List<String> texts = new ArrayList<>();
        for (String digest : digests) {
            Asked asked = known.get(digest);
            if (asked == null) {
                throw new IllegalStateException("no reply to " + digest);
            }
            used.put(digest, asked);
            texts.add(endpoint.form().text(asked.reply()));
        }
        return texts;
    }

    /** The requests that were leaned on since this was last asked, each once. */
    public List<Asked> take() {
        List<Asked> taken = List.copyOf(used.values());
        used.clear();
        return taken;
    }

    private Map<String, String> replies(Endpoint endpoint, Map<String, String> bodies) {
        Map<String, Future<String>> under = new LinkedHashMap<>();
        AtomicBoolean failed = new AtomicBoolean();
        Map<String, String> replies = new LinkedHashMap<>();
        try (ExecutorService workers =
                Executors.newFixedThreadPool(endpoint.parallel(), Thread.ofVirtual().factory())) {
            bodies.forEach((digest, body) ->
                    under.put(digest, workers.submit(() -> one(endpoint, body, digest, failed))));
            for (Map.Entry<String, Future<String>> each : under.entrySet()) {
                replies.put(each.getKey(), each.getValue().get());
            }
            return replies;
        } catch (ExecutionException failure) {
            failed.set(true);
            if (failure.getCause() instanceof RuntimeException why) {
                throw why;
            }
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException stopped) {
            failed.set(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking " + endpoint.url(), stopped);
        }
    }

    /** One reply; after a failure nothing more is asked, since who pays for it gets nothing. */
    private String one(Endpoint endpoint, String body, String digest, AtomicBoolean failed) {
        if (failed.get()) {
            return "";
        }
        try {
            return source.reply(endpoint, body, digest);
        } catch (RuntimeException failure) {
            failed.set(true);
            throw failure;
        }
    }
}
