package dev.pke.web.describe;

import dev.pke.event.CanonicalJson;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The API as an OpenAPI 3.1 document. A test holds it against the routes and the answers. */
public final class OpenApi {
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");
    private static final String SUMMARY =
            "position; run; planName; method; model; seeds; status; stageAtWork; finished; judge;"
                    + " before; after; edit; timing; review; error; commit; machine; basis";
    private static final String EVENT = "at; data; event_id; hash; position; stream; type; version";

    private OpenApi() {}

    /** Every call there is. */
    public static List<Operation> operations() {
        List<Operation> all = new ArrayList<>(reads());
        all.addAll(inside());
        all.addAll(parts());
        all.addAll(writes());
        return all;
    }

    private static List<Operation> reads() {
        return List.of(
                Operation.get(
                        "/api/runs",
                        "Every run’s line, the newest first",
                        "q: which runs, such as method=pke and asr<5%",
                        SUMMARY),
                Operation.get(
                        "/api/runs/{run}",
                        "One run with its evaluations, regions, how far its judges agree, what is wrong with its data, and a"
                                + " page of its steps’ losses",
                        "pos: as it was at that position; from: the first step;"
                                + " limit: how many steps, at most 5000",
                        "agreement; contaminated; evaluations; losses; regions; steps; summary"),
                Operation.get(
                        "/api/events",
                        "Events behind a position, each as the object that is hashed, and its hash",
                        "after: the position; limit: how many, at most 5000",
                        EVENT),
                Operation.get("/api/events/{position}", "One event", "", EVENT),
                Operation.text(
                        "/api/events.jsonl",
                        "The log as JSON Lines with CloudEvents attributes",
                        "after: the position",
                        "application/jsonl"),
                Operation.text(
                        "/api/runs/{run}/export/{name}",
                        "events.jsonl, metrics.csv, steps.csv, answers.csv or changes.csv",
                        "",
                        "text/plain"),
                Operation.get(
                        "/api/runs/{run}/replays",
                        "Every verdict on a run, and a replay of it that is under way here",
                        "",
                        "doing; replays"),
                Operation.get(
                        "/api/runs/{run}/remarks",
                        "What was said of a run: notes and tags",
                        "",
                        "notes; tags"));
    }

    private static List<Operation> parts() {
        return List.of(
                Operation.get(
                        "/api/diff",
                        "Two models to the single value, from the record alone",
                        "a: RUN or RUN@before; b: the same; left out, the model a’s run left",
                        "a; b; differing; oneBase; same; tensors"),
                Operation.text(
                        "/api/blobs/{digest}", "A blob’s bytes", "", "application/octet-stream"),
                Operation.text(
                        "/api/stream",
                        "The same as /api/live",
                        "run: of one run alone; after: from behind a position",
                        "text/event-stream"),
                Operation.text(
                        "/api/live",
                        "A bell for every event (position, stream, type), as server-sent events",
                        "run: of one run alone; after: from behind a position",
                        "text/event-stream"),
                Operation.get(
                        "/api/runs/{run}/events",
                        "A run’s own events behind a version, for the worker that goes on with it",
                        "after: the version; limit: how many",
                        EVENT),
                Operation.get(
                        "/api/token", "What the token that is sent may do", "", "name; run; scope"),
                Operation.get("/api/openapi.json", "This document", "", "info; openapi; paths"),
                Operation.get("/healthz", "Whether the chain holds", "", "head; status; verified"),
                Operation.text("/metrics", "Measures for Prometheus", "", "text/plain"));
    }

    /** What lies inside one run. */
    private static List<Operation> inside() {
        return List.of(
                Operation.get(
                        "/api/runs/{run}/losses",
                        "A run’s losses cut into stretches: lowest, middle and highest of each",
                        "from: the first step; to: the last; smooth: 0 to 0.999; places: how many",
                        "steps; stretches; terms"),
                Operation.get(
                        "/api/runs/{run}/neurons/{block}/{neuron}",
                        "Every old and new value of one neuron, with its bits",
                        "",
                        "block; neuron; run; tensors"));
    }

    private static List<Operation> writes() {
        return List.of(
                Operation.send("post", "/api/runs", "Starts a run of a plan", "application/yaml"),
                Operation.send("post", "/api/runs/{run}/cancel", "Asks a run to stop", ""),
                Operation.send("post", "/api/runs/{run}/replays", "Has a run done again", ""),
                Operation.send(
                        "post",
                        "/api/runs/{run}/judge",
                        "Puts its answers before other judges: {\"judges\": [\"refusal-phrases-2\"]}",
                        "application/json"),
                Operation.send(
                        "post",
                        "/api/runs/{run}/notes",
                        "Writes a note: {\"text\": …, \"author\": …}",
                        "application/json"),
                Operation.send(
                        "post",
                        "/api/runs/{run}/tags",
                        "Gives a tag: {\"tag\": …, \"author\": …}",
                        "application/json"),
                Operation.send(
                        "post",
                        "/api/runs/{run}/events",
                        "Appends a worker’s events to its run",
                        "application/json"),
                Operation.send("post", "/api/runs/{run}/heartbeat", "Says a worker is there", ""),
                Operation.send(
                        "patch",
                        "/api/blobs/{digest}",
                        "Adds a part of a blob behind those that are there",
                        "application/octet-stream"),
                Operation.send(
                        "put",
                        "/api/blobs/{digest}",
                        "Keeps bytes under their SHA-256",
                        "application/octet-stream"));
    }

    /** The document. */
    public static String json() {
        Map<String, Map<String, Object>> paths = new TreeMap<>();
        for (Operation each : operations()) {
            paths.computeIfAbsent(each.path(), _ -> new TreeMap<>())
                    .put(each.method(), described(each));
        }
        return CanonicalJson.write(
                        Map.of(
                                "openapi",
                                "3.1.0",
                                "info",
                                Map.of(
                                        "title",
                                        "PKE",
                                        "version",
                                        "1",
                                        "description",
                                        "The record of precision knowledge editing. Reading needs"
                                                + " no token; nothing that is read changes"
                                                + " anything."),
                                "paths",
                                paths))
                + "\n";
    }

    private static Map<String, Object> described(Operation one) {
        Map<String, Object> all = new TreeMap<>();
        all.put("summary", one.summary());
        List<Object> parameters = new ArrayList<>();
        PARAMETER
                .matcher(one.path())
                .results()
                .forEach(found -> parameters.add(parameter(found.group(1), "path", "")));
        for (String ask : one.asks()) {
            String[] parts = ask.split(": ", 2);
            if (parts.length == 2) {
                parameters.add(parameter(parts[0], "query", parts[1]));
            }
        }
        all.put("parameters", parameters);
        if (!one.body().isEmpty()) {
            all.put("requestBody", Map.of("content", Map.of(one.body(), Map.of())));
        }
        all.put(
                "responses",
                Map.of(
                        "200",
                        Map.of(
                                "description",
                                one.summary(),
                                "content",
                                Map.of(one.answer(), schema(one)))));
        return all;
    }

    private static Map<String, Object> parameter(String name, String in, String meaning) {
        return Map.of(
                "name",
                name,
                "in",
                in,
                "required",
                in.equals("path"),
                "description",
                meaning,
                "schema",
                Map.of("type", "string"));
    }

    private static Map<String, Object> schema(Operation one) {
        if (one.holds().isEmpty()) {
            return Map.of();
        }
        Map<String, Object> members = new TreeMap<>();
        one.holds().forEach(name -> members.put(name, Map.of()));
        Map<String, Object> object =
                Map.of("type", "object", "properties", members, "required", one.holds());
        boolean list = one.path().equals("/api/runs") || one.path().equals("/api/events");
        return Map.of("schema", list ? Map.of("type", "array", "items", object) : object);
    }
}
