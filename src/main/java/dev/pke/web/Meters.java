package dev.pke.web;

import dev.pke.web.seen.ChainWatch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.ext.web.RoutingContext;

import java.time.Duration;

/** What {@code /metrics} tells: the time of every route, the head of the log, live clients. */
final class Meters {
    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    void watch(ChainWatch watch, Live live) {
        Gauge.builder("pke_events", () -> watch.chain().verifiedTo())
                .description("events in the log, each with its hash recomputed")
                .register(registry);
        Gauge.builder("pke_chain_holds", () -> watch.chain().holds() ? 1 : 0)
                .description("1 while the hash chain fits, 0 from the first event that does not")
                .register(registry);
        Gauge.builder("pke_live_clients", live::clients)
                .description("clients of the live stream")
                .register(registry);
    }

    /** Times a request from here to the end of its answer. */
    void time(RoutingContext ctx) {
        long began = System.nanoTime();
        ctx.addEndHandler(_ -> {
            var route = ctx.currentRoute();
            String path = route == null ? null : route.getPath();
            Timer.builder("pke_http")
                    .tag("route", path == null ? "other" : path)
                    .tag("status", Integer.toString(ctx.response().getStatusCode()))
                    .register(registry)
                    .record(Duration.ofNanos(System.nanoTime() - began));
        });
        ctx.next();
    }

    String scrape() {
        return registry.scrape();
    }
}
