package dev.pke.judge.remote;

import static dev.pke.judge.remote.Elsewhere.completion;
import static dev.pke.judge.remote.Elsewhere.cut;
import static dev.pke.judge.remote.Elsewhere.says;
import static dev.pke.judge.remote.Elsewhere.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.fault.ModelError;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** The door held against a server of the test's own; no test waits, the waiter only says so. */
class NetworkTest {
    private static final String KEY = "sk-of-the-test";

    @TempDir Path folder = Path.of("");
    private Elsewhere elsewhere = new Elsewhere();
    private final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong nanos = new AtomicLong();

    @BeforeEach
    void forget() {
        waits.clear();
    }

    @AfterEach
    void close() {
        elsewhere.close();
    }

    @Test
    void aReplyIsAskedForOnceAndThenKept() {
        assertEquals(List.of("refusal", "refusal"), ask(exchange(), "one", "one"));
        assertEquals(1, elsewhere.bodies().size());
        assertEquals(List.of("refusal", "refusal"), ask(exchange(), "one", "two"));
        assertEquals(2, elsewhere.bodies().size());
        assertEquals(List.of(), waits);
        assertEquals(List.of("Bearer " + KEY, "Bearer " + KEY), elsewhere.keys());
        assertEquals(
                "{\"model\":\"judge-1\",\"max_tokens\":8,\"temperature\":0.0,"
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"one\"}]}",
                elsewhere.bodies().getFirst());
    }

    @Test
    void whatPassesIsTriedAgainWithGrowingPauses() {
        elsewhere.first(status(500), status(429), says("no json"), says("{}"), cut());
        assertEquals(List.of("refusal"), ask(exchange(), "one"));
        assertEquals(6, elsewhere.bodies().size());
        assertEquals(seconds(1, 2, 4, 8, 16), waits);
    }

    @Test
    void aServerThatSaysWhenIsNotAskedBefore() {
        elsewhere.first(status(429, "Retry-After", "30"), status(503, "Retry-After", "1"));
        assertEquals(List.of("refusal"), ask(exchange(), "one"));
        assertEquals(seconds(30, 2), waits);
        elsewhere.first(status(429, "Retry-After", "86400"));
        String line = error("two");
        assertTrue(line.contains("left alone for 86400 s; resume the run then"), line);
    }

    @Test
    void aBodyThatNeverComesIsNotWaitedForLongerThanTheTimeout() {
        elsewhere.first(elsewhere.stalled());
        assertEquals(
                List.of("refusal"),
                exchange().ask(endpoint(Map.of("timeout", 0.2)), List.of(question("one"))));
        assertEquals(2, elsewhere.bodies().size());
    }

    @Test
    void afterAllAttemptsTheLastFailureIsToldInOneLine() {
        elsewhere.first(
                IntStream.range(0, 3)
                        .mapToObj(i -> status(500))
                        .toArray(Elsewhere.Behaviour[]::new));
        String line =
                String.valueOf(
                        assertThrows(
                                        ModelError.class,
                                        () ->
                                                exchange()
                                                        .ask(
                                                                endpoint(Map.of("retries", 2)),
                                                                List.of(question("a"))))
                                .getMessage());
        assertTrue(line.contains("did not answer in 3 attempts; the last: status 500"), line);
        assertEquals(1, line.lines().count());
        assertEquals(seconds(1, 2), waits);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 301})
    void whatCannotPassIsNotTriedAgain(int status) {
        elsewhere.first(status(status));
        String line = error("one");
        assertTrue(line.contains("refused the request, status " + status), line);
        assertFalse(line.contains(KEY), line);
        assertEquals(1, elsewhere.bodies().size());
        assertEquals(List.of(), waits);
    }

    @Test
    void nothingOfAReplyThatWasNoneIsKept() throws IOException {
        elsewhere.first(says("no json"), status(400));
        error("one");
        try (var files = Files.walk(folder)) {
            assertEquals(List.of(), files.filter(Files::isRegularFile).toList());
        }
    }

    @Test
    void requestsBeginAtTheEndpointsPace() {
        Endpoint paced = endpoint(Map.of("per-minute", 30));
        exchange().ask(paced, List.of(question("a"), question("b"), question("c")));
        // the clock stands still: the second waits for two seconds, the third for four
        assertEquals(seconds(2, 4), waits);
    }

    @Test
    void manyAtOnceComeBackInTheirOrder() {
        elsewhere.answers(body -> body.replaceAll(".*content\":\"([^\"]*)\".*", "$1"));
        List<Question> questions =
                IntStream.range(0, 40).mapToObj(i -> question("say " + i)).toList();
        List<String> told = exchange().ask(endpoint(Map.of("parallel", 8)), questions);
        assertEquals(questions.stream().map(Question::text).toList(), told);
    }

    @Test
    void anthropicIsSpokenToInItsOwnForm() {
        Endpoint anthropic = endpoint(Map.of("form", "anthropic", "key", "OTHER_KEY"));
        assertEquals(List.of("refusal"), exchange().ask(anthropic, List.of(question("one"))));
        assertEquals(List.of(KEY), elsewhere.keys());
        assertTrue(elsewhere.bodies().getFirst().contains("\"max_tokens\":8"));
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic, https://api.example.com, https://api.example.com/v1/messages",
        "anthropic, https://api.example.com/v1, https://api.example.com/v1/messages",
        "anthropic, https://api.example.com/v1/, https://api.example.com/v1/messages",
        "anthropic, https://api.example.com/v1/messages, https://api.example.com/v1/messages",
        "openai, https://api.example.com/v1/, https://api.example.com/v1/chat/completions",
        "openai, https://api.example.com/own, https://api.example.com/own/chat/completions",
        "reasoning, https://e.com/v1/chat/completions/, https://e.com/v1/chat/completions"
    })
    void everyFormTakesTheUrlWhereTheApiBegins(String form, String url, String address) {
        Endpoint endpoint = endpoint(Map.of("form", form, "url", url));
        assertEquals(address, endpoint.address().toString());
    }

    @Test
    void withoutAKeyNobodyIsAsked() {
        Network network =
                new Network(new HttpTransport(), waits::add, nanos::get, folder, name -> "");
        String line =
                String.valueOf(
                        assertThrows(ModelError.class, () -> ask(new Exchange(network), "one"))
                                .getMessage());
        assertTrue(line.contains("set the environment variable A_KEY"), line);
        assertEquals(List.of(), elsewhere.bodies());
        Endpoint open = endpoint(Map.of("key", "none"));
        assertEquals(List.of("refusal"), new Exchange(network).ask(open, List.of(question("one"))));
        assertEquals(List.of(""), elsewhere.keys());
    }

    @Test
    void aKeyDoesNotTravelInTheClear() {
        Endpoint away = endpoint(Map.of("url", "http://judge.example.org/v1"));
        String line = String.valueOf(assertThrows(ModelError.class, away::address).getMessage());
        assertTrue(line.contains("in the clear; use https"), line);
    }

    @Test
    void aRecordIsNeverAskedAgain() {
        Exchange live = exchange();
        ask(live, "one");
        List<Asked> record = live.take();
        assertEquals(List.of(), live.take());
        assertEquals(1, record.size());
        assertEquals(completion("refusal"), record.getFirst().reply());
        Exchange replay = new Exchange(Source.recorded());
        record.forEach(replay::remember);
        assertEquals(List.of("refusal"), ask(replay, "one"));
        assertEquals(record, replay.take());
        String line =
                String.valueOf(
                        assertThrows(ModelError.class, () -> ask(replay, "two")).getMessage());
        assertTrue(line.contains("a replay never asks again"), line);
        assertEquals(1, elsewhere.bodies().size());
    }

    @Test
    void anEstimateSaysWhatItWillCost() {
        Endpoint priced =
                endpoint(
                        Map.of(
                                "input-price", 2,
                                "output-price", 8,
                                "per-minute", 60,
                                "parallel", 4));
        Estimate estimate = new Estimate(priced, 1200, 500_000, 10_000);
        assertEquals(1.08, estimate.cost(), 1e-12);
        assertEquals(20, estimate.minutes(), 1e-12);
        assertTrue(estimate.line().contains("cost at most 1.08"), estimate.line());
        Estimate unpriced = new Estimate(endpoint(Map.of()), 1, 1, 1);
        assertTrue(unpriced.line().contains("the plan gives no prices"), unpriced.line());
    }

    private String error(String text) {
        return String.valueOf(
                assertThrows(ModelError.class, () -> ask(exchange(), text)).getMessage());
    }

    private Exchange exchange() {
        return new Exchange(
                new Network(new HttpTransport(), waits::add, nanos::get, folder, name -> KEY));
    }

    private List<String> ask(Exchange exchange, String... texts) {
        return exchange.ask(
                endpoint(Map.of()), List.of(texts).stream().map(NetworkTest::question).toList());
    }

    private static Question question(String text) {
        return new Question(text, 8, 0);
    }

    private Endpoint endpoint(Map<String, ?> told) {
        Endpoint usual =
                Endpoint.KEYS.with(
                        Map.of(
                                "url",
                                elsewhere.url(),
                                "model",
                                "judge-1",
                                "key",
                                "A_KEY",
                                "per-minute",
                                0,
                                "parallel",
                                1));
        return Endpoint.KEYS.with(usual, told);
    }

    private static List<Duration> seconds(int... all) {
        return IntStream.of(all).mapToObj(Duration::ofSeconds).toList();
    }
}
