package dev.pke.web;

import dev.pke.event.EventStore;
import dev.pke.event.Recorded;
import dev.pke.event.Subscription;
import dev.pke.web.seen.EventJson;

import io.vertx.core.Context;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The live stream: every client is a cursor into the log. New events are encoded once and shared by
 * all, those of a moment in one write; a client that is behind reads its own pages from the store,
 * and one whose socket is full waits until it drains. Everything here runs on one event loop.
 */
final class Live implements AutoCloseable {
    private static final int RECENT = 1024;
    private static final int CATCH_UP = 256;

    /** Events that come within this time are told of at once: a write costs more than a bell. */
    private static final long TOGETHER_MILLIS = 50;

    private static final Buffer BEAT = Buffer.buffer(": still here\n\n");

    private record Chunk(String stream, Buffer bytes) {}

    /** What clients of one run that have all up to {@code from} are sent: up to {@code to}. */
    private record Batch(String run, long from, long to, Buffer bytes) {}

    private final EventStore store;
    private final WorkerExecutor worker;
    private final Context loop;
    private final Map<Long, Chunk> recent = new HashMap<>();
    private final Set<Client> clients = new LinkedHashSet<>();
    private volatile @Nullable Subscription subscription;
    private long head;
    private boolean due;
    private Batch last = new Batch("", -1, -1, Buffer.buffer());

    Live(EventStore store, WorkerExecutor worker, Context loop) {
        this.store = store;
        this.worker = worker;
        this.loop = loop;
    }

    /** Begins to tell of what is recorded from now on. */
    void follow() {
        long from = store.head();
        loop.runOnContext(_ -> {
            head = Math.max(head, from);
            List.copyOf(clients).forEach(Client::pump);
        });
        subscription = store.follow(from, this::offer);
    }

    @Override
    public void close() {
        Subscription following = subscription;
        if (following != null) {
            following.close();
        }
    }

    private void offer(Recorded event) {
        loop.runOnContext(_ -> {
            head = event.position();
            if (!clients.isEmpty()) {
                Buffer bytes = Buffer.buffer(EventJson.bell(event));
                recent.put(head, new Chunk(event.stream(), bytes));
            }
            recent.remove(head - RECENT);
            if (!due) {
                due = true;
                loop.owner()
                        .setTimer(
                                TOGETHER_MILLIS,
                                _ -> {
                                    due = false;
                                    List.copyOf(clients).forEach(Client::pump);
                                });
            }
        });
    }

    /** What lies between a position and the head, for a run; made once for all who stand there. */
    private Batch batch(String run, long from) {
        if (last.from() == from && last.to() == head && last.run().equals(run)) {
            return last;
        }
        Buffer bytes = Buffer.buffer();
        long to = from;
        for (Chunk next = recent.get(to + 1); next != null; next = recent.get(to + 1)) {
            if (isOf(run, next.stream())) {
                bytes.appendBuffer(next.bytes());
            }
            to++;
        }
        last = new Batch(run, from, to, bytes);
        return last;
    }

    private static boolean isOf(String run, String stream) {
        return run.isEmpty() || stream.equals("run/" + run) || stream.equals("review/" + run);
    }

    /** Says that the line is still there; browsers and proxies drop one that is silent. */
    void beat() {
        List.copyOf(clients).forEach(Client::beat);
    }

    int clients() {
        return clients.size();
    }

    /** Serves a client from behind a position on; {@code run} narrows it to one run, "" to none. */
    void serve(HttpServerResponse response, long after, String run) {
        response.setChunked(true)
                .putHeader("Content-Type", "text/event-stream; charset=utf-8")
                .putHeader("X-Accel-Buffering", "no");
        var client = new Client(response, after, run);
        clients.add(client);
        response.closeHandler(_ -> clients.remove(client));
        response.exceptionHandler(_ -> clients.remove(client));
        response.write(Buffer.buffer("retry: 2000\n\n"));
        client.pump();
    }

    private final class Client {
        private final HttpServerResponse response;
        private final String run;
        private long cursor;
        private boolean reading;

        Client(HttpServerResponse response, long after, String run) {
            this.response = response;
            this.run = run;
            cursor = after;
        }

        void beat() {
            if (!response.writeQueueFull()) {
                response.write(BEAT);
            }
        }

        void pump() {
            while (!reading && cursor < head && clients.contains(this)) {
                if (response.writeQueueFull()) {
                    response.drainHandler(_ -> pump());
                    return;
                }
                if (!recent.containsKey(cursor + 1)) {
                    catchUp();
                    return;
                }
                Batch next = batch(run, cursor);
                if (next.bytes().length() > 0) {
                    response.write(next.bytes());
                }
                cursor = next.to();
            }
        }

        private void catchUp() {
            reading = true;
            long after = cursor;
            worker.executeBlocking(() -> store.readAll(after, CATCH_UP), false)
                    .onComplete(
                            page -> {
                                reading = false;
                                for (Recorded event : page) {
                                    if (isOf(run, event.stream())) {
                                        response.write(Buffer.buffer(EventJson.bell(event)));
                                    }
                                    cursor = event.position();
                                }
                                if (!page.isEmpty()) {
                                    pump();
                                }
                            },
                            _ -> {
                                clients.remove(this);
                                response.end();
                            });
        }
    }
}
