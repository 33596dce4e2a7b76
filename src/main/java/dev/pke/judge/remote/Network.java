package dev.pke.judge.remote;

import dev.pke.fault.ModelError;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * The source that asks: at a pace, again after what passes (429, 5xx, broken or slow connections,
 * replies that are none), waiting 1, 2, 4, ... seconds or as long as Retry-After says; and never
 * for what it has in its folder.
 */
public final class Network implements Source {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(64);

    /** A server that wants more than this is not waited for. */
    private static final Duration LONGEST_ASKED_WAIT = Duration.ofMinutes(10);

    private static final Set<Integer> PASSING = Set.of(408, 409, 425, 429);
    private static final int MOST_TOLD = 200;

    private final Transport transport;
    private final Waiter waiter;
    private final Pace pace;
    private final Replies replies;
    private final UnaryOperator<String> keys;

    /**
     * @param nanos a clock that only goes forward
     * @param folder of replies
     * @param keys the value of an environment variable, "" where there is none
     */
    public Network(
            Transport transport,
            Waiter waiter,
            LongSupplier nanos,
            Path folder,
            UnaryOperator<String> keys) {
        this.transport = transport;
        this.waiter = waiter;
        this.pace = new Pace(nanos, waiter);
        this.replies = new Replies(folder);
        this.keys = keys;
    }

    @Override
    public String reply(Endpoint endpoint, String body, String digest) {
        String kept = replies.get(digest);
        if (!kept.isEmpty()) {
            return kept;
        }
        String reply = patient(endpoint, body, key(endpoint));
        replies.put(digest, reply);
        return reply;
    }

    private String key(Endpoint endpoint) {
        if (endpoint.key().equals(Endpoint.NONE)) {
            return "";
        }
        String key = keys.apply(endpoint.key()).strip();
        if (key.isEmpty()) {
            throw new ModelError(
                    "%s wants a key: set the environment variable %s, or say key: none"
                            .formatted(endpoint.url(), endpoint.key()));
        }
        return key;
    }

    private String patient(Endpoint endpoint, String body, String key) {
        URI address = endpoint.address();
        Map<String, String> headers = endpoint.form().headers(key);
        Duration timeout = Duration.ofMillis(Math.max(1, Math.round(endpoint.timeout() * 1000)));
        Duration wait = FIRST_WAIT;
        String failure = "";
        try {
            for (int attempt = 0; attempt <= endpoint.retries(); attempt++) {
                pace.turn(endpoint);
                Duration next = wait;
                try {
                    Transport.Reply reply = transport.send(address, headers, body, timeout);
                    if (reply.status() == 200 && isReply(endpoint, reply.body())) {
                        return reply.body();
                    }
                    failure = failure(endpoint, reply);
                    next = asked(endpoint, reply.retryAfter(), wait);
                } catch (IOException broken) {
                    failure = String.valueOf(broken.getMessage());
                }
                if (attempt < endpoint.retries()) {
                    waiter.pause(next);
                }
                wait =
                        wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0
                                ? wait.multipliedBy(2)
                                : LONGEST_WAIT;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ModelError("stopped while asking " + address, stopped);
        }
        throw new ModelError(
                "%s did not answer in %d attempts; the last: %s; what came so far is kept, resume"
                        .formatted(address, endpoint.retries() + 1, failure));
    }

    private static boolean isReply(Endpoint endpoint, String body) {
        try {
            endpoint.form().text(body);
            return true;
        } catch (ModelError none) {
            return false;
        }
    }

    /** What is wrong with a reply that may be better next time; throws for any other. */
    private static String failure(Endpoint endpoint, Transport.Reply reply) {
        String brief = reply.body().replaceAll("\\p{Cntrl}+", " ").strip();
        String told = brief.substring(0, Math.min(MOST_TOLD, brief.length()));
        if (reply.status() == 200) {
            return "a reply that is not of form " + endpoint.form() + ": " + told;
        }
        String line = "status " + reply.status() + ": " + told;
        if (reply.status() < 500 && !PASSING.contains(reply.status())) {
            throw new ModelError(endpoint.address() + " refused the request, " + line);
        }
        return line;
    }

    /** How long the server wants to be left alone, or else our own next wait. */
    private static Duration asked(Endpoint endpoint, String retryAfter, Duration otherwise) {
        if (!retryAfter.strip().matches("\\d{1,9}")) {
            return otherwise; // the header may be a date: clocks differ, so back off as usual
        }
        Duration wanted = Duration.ofSeconds(Long.parseLong(retryAfter.strip()));
        if (wanted.compareTo(LONGEST_ASKED_WAIT) > 0) {
            throw new ModelError(
                    "%s wants to be left alone for %d s; resume the run then"
                            .formatted(endpoint.address(), wanted.toSeconds()));
        }
        return wanted.compareTo(otherwise) > 0 ? wanted : otherwise;
    }
}
