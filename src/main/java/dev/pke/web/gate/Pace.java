package dev.pke.web.gate;

import dev.pke.web.seen.Refusal;

import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Keeps one address from taking all of the server: each may make so many requests a second for
 * long, and ten times as many at once. For the event loop alone.
 */
public final class Pace {
    private static final int AT_ONCE = 10;
    private static final int MOST_ADDRESSES = 10_000;
    private static final double NANOS = 1e9;

    private final int perSecond;
    private final LongSupplier nanos;
    private final Map<String, Bucket> buckets =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                    return size() > MOST_ADDRESSES;
                }
            };

    /** What an address has left, as of when. */
    private record Bucket(double left, long at) {}

    /**
     * @param perSecond 0 for any number
     * @param nanos a clock that only goes forward
     */
    public Pace(int perSecond, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.nanos = nanos;
    }

    /** Lets a request pass, or says when to come again. */
    public void check(RoutingContext ctx) {
        SocketAddress peer = ctx.request().remoteAddress();
        if (perSecond > 0 && peer != null && !passes(String.valueOf(peer.hostAddress()))) {
            ctx.response().putHeader("Retry-After", "1");
            ctx.fail(new Refusal(429, "Too many requests from one address; come again later."));
            return;
        }
        ctx.next();
    }

    boolean passes(String address) {
        long now = nanos.getAsLong();
        double most = (double) perSecond * AT_ONCE;
        Bucket before = buckets.getOrDefault(address, new Bucket(most, now));
        double left = Math.min(most, before.left() + (now - before.at()) / NANOS * perSecond);
        buckets.put(address, new Bucket(left < 1 ? left : left - 1, now));
        return left >= 1;
    }
}
