package dev.pke.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.Aside;
import dev.pke.TickingClock;
import dev.pke.event.InMemoryBlobs;
import dev.pke.event.InMemoryEventStore;
import dev.pke.fault.UserError;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Starting and cancelling runs from the pages. */
@Aside
class PlanFormsTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final InMemoryEventStore store = new InMemoryEventStore(new TickingClock());
    private final Orders orders = new Orders();
    private Server server = serve(ServerSettings.local(0), orders);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aPlanByNameOrAsTextIsStartedAndItsPageIsShown() throws Exception {
        String page = get("/").body();
        assertTrue(page.contains("<option value=\"plain/pke-6\">plain/pke-6</option>"), page);
        HttpResponse<String> named = post("/runs", "plan=plain%2Fpke-6&yaml=");
        assertEquals(303, named.statusCode(), named.body());
        assertEquals("/runs/new-1", named.headers().firstValue("Location").orElse(""));
        assertEquals(303, post("/runs", "yaml=name%3A%20x%0D%0Amethod%3A%20pke").statusCode());
        assertEquals(List.of("named plain/pke-6", "name: x\nmethod: pke"), orders.asked);
    }

    @ParameterizedTest
    @CsvSource({
        "plan=&yaml=, 400",
        "plan=plain%2Fpke-6&yaml=x, 400",
        "x=y, 400",
        "plan=..%2Fx, 409"
    })
    void whatIsNoPlanStartsNothing(String body, int status) throws Exception {
        assertEquals(status, post("/runs", body).statusCode());
        assertEquals(List.of(), orders.asked);
    }

    @Test
    void aRunThatWaitsHasAPageAndCanBeCancelled() throws Exception {
        orders.all.put("new-1", new Commands.Order(Commands.Order.State.WAITING, ""));
        assertTrue(get("/").body().contains("href=\"/runs/new-1\""), "the list shows it too");
        String page = get("/runs/new-1").body();
        assertTrue(page.contains("waits for its turn") && page.contains("/cancel\""), page);
        assertEquals(303, post("/runs/new-1/cancel", "").statusCode());
        assertEquals(List.of("cancel new-1"), orders.asked);
        orders.all.put(
                "new-1", new Commands.Order(Commands.Order.State.NEVER_BEGAN, "no <folder>"));
        page = get("/runs/new-1").body();
        assertTrue(page.contains("never began") && page.contains("no &lt;folder&gt;"), page);
        assertFalse(page.contains("/cancel\""), page);
        assertEquals(404, get("/runs/new-2").statusCode());
    }

    @Test
    void onlyARunAtWorkHereHasACancelButton() throws Exception {
        new SampleRecord(store, new InMemoryBlobs())
                .begin(new SampleRecord.Arm("run-1", "pke", 2, 0));
        assertFalse(get("/runs/run-1").body().contains("/cancel\""), "it runs elsewhere");
        orders.all.put("run-1", new Commands.Order(Commands.Order.State.AT_WORK, ""));
        assertTrue(get("/runs/run-1").body().contains("action=\"/runs/run-1/cancel\""));
        orders.all.put("run-1", new Commands.Order(Commands.Order.State.STOPPING, ""));
        String page = get("/runs/run-1").body();
        assertTrue(page.contains("Asked to stop") && !page.contains("/cancel\""), page);
    }

    @Test
    void aServerThatStartsNothingShowsNoForm() throws Exception {
        server.close();
        server = serve(ServerSettings.local(0), Commands.none());
        assertFalse(get("/").body().contains("Run a plan"));
        assertEquals(409, post("/runs", "plan=plain%2Fpke-6").statusCode());
    }

    @Test
    void whoeverHasNoRightsStartsAndCancelsNothing() throws Exception {
        server.close();
        server = serve(new ServerSettings("0.0.0.0", 0, Set.of(), "a-token-of-sixteen"), orders);
        orders.all.put("new-1", new Commands.Order(Commands.Order.State.WAITING, ""));
        assertEquals(401, post("/runs", "plan=plain%2Fpke-6").statusCode());
        assertEquals(401, post("/runs/new-1/cancel", "token=a-token-of-sixteeN").statusCode());
        HttpRequest.Builder foreign =
                form("/runs", "plan=plain%2Fpke-6&token=a-token-of-sixteen")
                        .header("Sec-Fetch-Site", "cross-site");
        assertEquals(403, send(foreign).statusCode());
        assertEquals(List.of(), orders.asked);
        assertEquals(
                303, post("/runs", "plan=plain%2Fpke-6&token=a-token-of-sixteen").statusCode());
    }

    private Server serve(ServerSettings settings, Commands commands) {
        return Server.start(settings, store, new InMemoryBlobs(), commands);
    }

    private HttpRequest.Builder form(String path, String body) {
        return HttpRequest.newBuilder(URI.create(server.address()).resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send(form(path, body));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(server.address()).resolve(path)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Remembers what was asked of it and says of runs what it is told to. */
    static final class Orders implements Commands {
        final List<String> asked = new CopyOnWriteArrayList<>();
        final Map<String, Order> all = new ConcurrentHashMap<>();
        final Map<String, Again> again = new ConcurrentHashMap<>();

        @Override
        public boolean startsRuns() {
            return true;
        }

        @Override
        public List<String> plans() {
            return List.of("plain/dinm", "plain/pke-6");
        }

        @Override
        public String start(String plan) {
            asked.add(plan);
            return "new-" + asked.size();
        }

        @Override
        public String startNamed(String name) {
            if (!plans().contains(name)) {
                throw new UserError("there is no plan " + name);
            }
            return start("named " + name);
        }

        @Override
        public @Nullable Order order(String run) {
            return all.get(run);
        }

        @Override
        public List<String> waiting() {
            return all.entrySet().stream()
                    .filter(each -> each.getValue().isWaiting())
                    .map(Map.Entry::getKey)
                    .toList();
        }

        @Override
        public List<String> judges() {
            return List.of("refusal-phrases-2");
        }

        @Override
        public String judge(String run, List<?> judges) {
            asked.add("judge " + run + " by " + judges);
            return "new-" + asked.size();
        }

        @Override
        public void replay(String run) {
            asked.add("replay " + run);
        }

        @Override
        public @Nullable Again replaying(String run) {
            return again.get(run);
        }

        @Override
        public void cancel(String run) {
            asked.add("cancel " + run);
            all.computeIfPresent(run, (id, order) -> new Order(Order.State.STOPPING, ""));
        }
    }
}
