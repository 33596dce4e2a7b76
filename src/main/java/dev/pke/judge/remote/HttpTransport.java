package dev.pke.judge.remote;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The JDK's HTTP client: no redirects, which would take a key elsewhere. */
public final class HttpTransport implements Transport {
    /** The largest reply read, in bytes: a few thousand tokens have some kilobytes. */
    private static final long LIMIT_BYTES = 1L << 20;

    private static final Duration CONNECT = Duration.ofSeconds(20);

    private @Nullable HttpClient client;

    /** The client, made when the first request is: most runs ask nobody. */
    private synchronized HttpClient client() {
        HttpClient made = client;
        if (made == null) {
            made =
                    HttpClient.newBuilder()
                            .connectTimeout(CONNECT)
                            .followRedirects(HttpClient.Redirect.NEVER)
                            .build();
            client = made;
        }
        return made;
    }

    @Override
    public Reply send(URI address, Map<String, String> headers, String body, Duration timeout)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        // the client's own timeout ends with the headers; a body may stall as well
        CompletableFuture<HttpResponse<String>> under =
                client().sendAsync(
                                request.build(),
                                BodyHandlers.limiting(BodyHandlers.ofString(), LIMIT_BYTES));
        try {
            HttpResponse<String> reply = under.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            String after = reply.headers().firstValue("retry-after").orElse("");
            return new Reply(reply.statusCode(), after, reply.body());
        } catch (TimeoutException slow) {
            under.cancel(true);
            throw new IOException("no reply within " + timeout.toMillis() + " ms", slow);
        } catch (ExecutionException broken) {
            String why = String.valueOf(broken.getCause());
            throw new IOException("the connection broke: " + why, broken);
        }
    }
}
