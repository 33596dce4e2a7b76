package dev.pke.web;

import dev.pke.audit.Imports;
import dev.pke.event.Blobs;
import dev.pke.event.EventStore;
import dev.pke.fault.UserError;
import dev.pke.run.RunList;
import dev.pke.store.Home;
import dev.pke.store.Tokens;
import dev.pke.web.gate.Deadline;
import dev.pke.web.seen.ChainWatch;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The web server over one record: pages, API and live stream. One event loop; every read of the
 * store runs on one of four workers.
 */
public final class Server implements AutoCloseable {
    private static final int WORKERS = 4;
    private static final long BEAT_MILLIS = 10_000;
    private static final long START_SECONDS = 20;

    private final Vertx vertx;
    private final Live live;
    private final ChainWatch chain;
    private final HttpServer http;
    private final ServerSettings settings;
    private final List<String> addresses;

    private Server(
            Vertx vertx,
            Live live,
            ChainWatch chain,
            HttpServer http,
            ServerSettings settings,
            List<String> addresses) {
        this.addresses = List.copyOf(addresses);
        this.vertx = vertx;
        this.live = live;
        this.chain = chain;
        this.http = http;
        this.settings = settings;
    }

    /** Starts to listen over a record that is nowhere on disk. */
    public static Server start(
            ServerSettings settings, EventStore store, Blobs blobs, Commands commands) {
        return start(
                settings,
                new Kept(
                        store,
                        blobs,
                        new RunList(store),
                        null,
                        new ImportedRuns(null),
                        new Hearing(null, settings.silence())),
                commands);
    }

    /** Starts to listen over a home; {@link UserError} if the port is taken. */
    public static Server start(ServerSettings settings, Home home, Commands commands) {
        var imported = new ImportedRuns(new Imports(home.store(), home.blobs()));
        return start(
                settings,
                new Kept(
                        home.store(),
                        home.blobs(),
                        home.runs(),
                        home,
                        imported,
                        new Hearing(home.leases(), settings.silence())),
                commands);
    }

    /** A record and what is known beside it; {@code home} is null where it is not on disk. */
    private record Kept(
            EventStore store,
            Blobs blobs,
            RunList runs,
            @Nullable Home home,
            ImportedRuns elsewhere,
            Hearing hearing) {}

    private static Server start(ServerSettings settings, Kept kept, Commands commands) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try {
            WorkerExecutor worker = vertx.createSharedWorkerExecutor("pke-pages", WORKERS);
            Context loop = vertx.getOrCreateContext();
            EventStore store = kept.store();
            Live live = new Live(store, worker, loop);
            ChainWatch chain = new ChainWatch(store);
            var routes =
                    new Routes(
                            settings,
                            new Served(
                                    store,
                                    kept.blobs(),
                                    kept.runs(),
                                    chain,
                                    live,
                                    commands,
                                    new Auditor(kept.home()),
                                    kept.elsewhere(),
                                    kept.hearing(),
                                    kept.home() == null ? null : kept.home().tokens()),
                            worker);
            vertx.setPeriodic(BEAT_MILLIS, _ -> live.beat());
            var router = routes.router(vertx);
            var deadline = new Deadline(vertx, settings.front().header());
            HttpServer http =
                    vertx.createHttpServer(options(settings))
                            .connectionHandler(deadline::begin)
                            .requestHandler(deadline.before(router))
                            .listen()
                            .toCompletionStage()
                            .toCompletableFuture()
                            .get(START_SECONDS, TimeUnit.SECONDS);
            live.follow();
            chain.follow();
            return new Server(vertx, live, chain, http, settings, addresses(router));
        } catch (ExecutionException | TimeoutException | CompletionException failed) {
            vertx.close();
            throw new UserError(
                    "can't listen on "
                            + settings.host()
                            + ":"
                            + settings.port()
                            + "; is the port taken? try --port 0",
                    failed);
        } catch (InterruptedException stopped) {
            vertx.close();
            Thread.currentThread().interrupt();
            throw new UserError("stopped before the server listened", stopped);
        }
    }

    private static HttpServerOptions options(ServerSettings settings) {
        return new HttpServerOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setIdleTimeout(120)
                // with it a connection is only known once its first header has come
                .setHttp2ClearTextEnabled(false)
                .setMaxHeaderSize(16 * 1024)
                .setMaxFormAttributeSize(Routes.LARGEST_FORM)
                .setMaxFormBufferedBytes(Routes.LARGEST_FORM);
    }

    private static List<String> addresses(Router router) {
        List<String> addresses = new ArrayList<>();
        for (Route each : router.getRoutes()) {
            if (each.getPath() != null && each.methods() != null) {
                each.methods().forEach(method -> addresses.add(method + " " + each.getPath()));
            }
        }
        return addresses;
    }

    /** What the routes serve. */
    record Served(
            EventStore store,
            Blobs blobs,
            RunList runs,
            ChainWatch chain,
            Live live,
            Commands commands,
            Auditor auditor,
            ImportedRuns elsewhere,
            Hearing hearing,
            @Nullable Tokens tokens) {
        /** What pages show: the blobs, and those of the record that ships. */
        Blobs seen() {
            return elsewhere.shipped().beside(blobs);
        }
    }

    /** Every method and path that it answers, such as {@code GET /api/runs/:run}. */
    List<String> addresses() {
        return addresses;
    }

    /** The port it listens on. */
    public int port() {
        return http.actualPort();
    }

    /** Where a browser of this machine finds it. */
    public String address() {
        boolean everywhere = settings.host().equals("0.0.0.0") || settings.host().equals("::");
        String host = everywhere ? "localhost" : settings.host();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port() + "/";
    }

    @Override
    public void close() {
        live.close();
        chain.close();
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException late) {
            throw new IllegalStateException("the server did not close", late);
        }
    }
}
