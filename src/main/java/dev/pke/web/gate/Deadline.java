package dev.pke.web.gate;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The time a connection has to send the header of its first request. Whoever sends it a byte at a
 * time, to hold as many connections as there are, is never idle and is cut off all the same.
 */
public final class Deadline {
    private final Vertx vertx;
    private final Duration time;
    private final Map<HttpConnection, Long> timers = new HashMap<>(); // on the event loop alone

    /** Gives connections on this event loop so much time. */
    public Deadline(Vertx vertx, Duration time) {
        this.vertx = vertx;
        this.time = time;
    }

    /** A connection that begins to send. */
    public void begin(HttpConnection connection) {
        timers.put(
                connection,
                vertx.setTimer(
                        time.toMillis(),
                        _ -> {
                            timers.remove(connection);
                            connection.close();
                        }));
        connection.closeHandler(_ -> end(connection));
    }

    /** A handler of requests, by which their connections have kept the time. */
    public Handler<HttpServerRequest> before(Handler<HttpServerRequest> next) {
        return request -> {
            end(request.connection());
            next.handle(request);
        };
    }

    private void end(HttpConnection connection) {
        Long timer = timers.remove(connection);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }
}
