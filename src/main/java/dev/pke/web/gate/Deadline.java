package dev.pke.web.gate;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;

import java.util.HashMap;
import java.util.Map;

/**
 * The time a connection has to send the header of its first request. Whoever sends it a byte at a
 * time, to hold as many connections as there are, is never idle and is cut off all the same.
 */
public final class Deadline {
    public static final int MILLIS = 10_000;

    private final Vertx vertx;
    private final Map<HttpConnection, Long> timers = new HashMap<>(); // on the event loop alone

    /** Times connections on this event loop. */
    public Deadline(Vertx vertx) {
        this.vertx = vertx;
    }

    /** A connection that begins to send. */
    public void begin(HttpConnection connection) {
        timers.put(
                connection,
                vertx.setTimer(
                        MILLIS,
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
