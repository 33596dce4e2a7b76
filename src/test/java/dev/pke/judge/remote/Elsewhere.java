package dev.pke.judge.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** A server of the test's own, which fails as it is told and answers otherwise. */
public final class Elsewhere implements AutoCloseable {
    /** One way to fail, or not. */
    @FunctionalInterface
    public interface Behaviour {
        void serve(HttpExchange exchange, String body) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Behaviour> script = new ConcurrentLinkedQueue<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile UnaryOperator<String> answer = body -> "refusal";

    /** Begins to listen. */
    public Elsewhere() {
        server = bound();
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    private static HttpServer bound() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noSocket) {
            throw new UncheckedIOException(noSocket);
        }
    }

    /** Where its API begins. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What it does with the next requests, one after the other, before it answers. */
    public Elsewhere first(Behaviour... behaviours) {
        script.addAll(List.of(behaviours));
        return this;
    }

    /** What it says to a request's body. */
    public void answers(UnaryOperator<String> text) {
        answer = text;
    }

    /** The bodies of all requests so far. */
    public List<String> bodies() {
        return List.copyOf(bodies);
    }

    /** The keys they came with. */
    public List<String> keys() {
        return List.copyOf(keys);
    }

    public static Behaviour status(int status, String... headers) {
        return (exchange, body) -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            send(exchange, status, "{\"error\":\"status " + status + "\"}");
        };
    }

    public static Behaviour says(String reply) {
        return (exchange, body) -> send(exchange, 200, reply);
    }

    /** Promises more bytes than it sends. */
    public static Behaviour cut() {
        return (exchange, body) -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write("{\"choices\":[{\"mess".getBytes(UTF_8));
            exchange.getResponseBody().flush();
            exchange.close();
        };
    }

    /** Sends its headers and then nothing until the server closes. */
    public Behaviour stalled() {
        return (exchange, body) -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().flush();
            try {
                closing.await();
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        bodies.add(body);
        String bearer = exchange.getRequestHeaders().getFirst("authorization");
        String key = exchange.getRequestHeaders().getFirst("x-api-key");
        keys.add(bearer == null ? key == null ? "" : key : bearer);
        Behaviour next = script.poll();
        if (next == null) {
            String text = answer.apply(body);
            boolean anthropic = exchange.getRequestURI().getPath().endsWith("/messages");
            send(exchange, 200, anthropic ? messages(text) : completion(text));
        } else {
            next.serve(exchange, body);
        }
    }

    public static String completion(String text) {
        return "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\""
                + text
                + "\"}}]}";
    }

    public static String messages(String text) {
        return "{\"content\":[{\"type\":\"text\",\"text\":\"" + text + "\"}]}";
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.close();
    }
}
