package dev.pke.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.TickingClock;
import dev.pke.event.CanonicalJson;
import dev.pke.event.ExpectedVersion;
import dev.pke.event.NewEvent;
import dev.pke.event.Recorded;
import dev.pke.event.Sha256;
import dev.pke.run.RunEventCodec;
import dev.pke.store.Home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A true record that holds every type of event there is, each as its golden file has it but for the
 * blobs, which are here, and the stages, which are in order.
 */
final class EveryKind {
    private static final String RUN = "20261120-170501-pke-6-ab12";
    private static final String SHA = "0123456789abcdef".repeat(4);
    private static final String TEXTS =
            "{\"answer\":\"a\",\"begun\":\"\",\"prompt\":\"p\",\"salt\":\""
                    + "7".repeat(32)
                    + "\"}";

    private static final String TENSOR = "model.layers.5.mlp.down_proj.weight";

    private final Home home;
    private final String blob;

    private EveryKind(Home home) {
        this.home = home;
        this.blob = home.blobs().put("bits".getBytes(UTF_8));
    }

    static List<Case> all(Path folder) throws IOException {
        Path to = folder.resolve("every-kind");
        Set<String> seen = new LinkedHashSet<>();
        try (Home open = Home.open(to, new TickingClock())) {
            new EveryKind(open).write();
            for (Recorded event : open.store().all(0)) {
                seen.add(event.type());
            }
        }
        if (!seen.equals(RunEventCodec.types())) {
            Set<String> lacking = new LinkedHashSet<>(RunEventCodec.types());
            lacking.removeAll(seen);
            throw new IllegalStateException("no event here of " + lacking);
        }
        return List.of(Case.of("every kind of event", 0, to));
    }

    private void write() throws IOException {
        run("run-registered");
        begin("fingerprint");
        say("model-fingerprinted", over("model-fingerprinted", TENSOR + " " + blob + "\n"));
        say("dataset-pinned", over("dataset-pinned", blob));
        end("fingerprint");
        begin("evaluate-before");
        run("prompt-answered");
        apart();
        say(
                "evaluation-finished",
                golden("evaluation-finished")
                        .replace(
                                "\"count\":90,\"high\":0.95,\"low\":0.45,\"of\":100,\"value\":0.9",
                                one())
                        .replace(
                                "\"count\":90,\"high\":0.95,\"low\":0.45,\"of\":100,\"value\":0.9",
                                one()));
        end("evaluate-before");
        within("locate", "layer-scored", "neurons-scored", "region-chosen");
        begin("edit");
        run("run-failed");
        run("run-resumed");
        begin("edit");
        run("run-cancelled");
        run("run-resumed");
        within(
                "edit",
                "step-taken",
                "edit-learned",
                "neurons-changed",
                "neuron-described",
                "block-examined");
        within("evaluate-after", "remote-answered");
        begin("checkpoint");
        String model = TENSOR + " " + blob + "\n";
        String digest = Sha256.hex(model.getBytes(UTF_8));
        Map<String, String> sides = Map.of("after", blob, "before", blob);
        String manifest =
                CanonicalJson.write(
                        Map.of(
                                "base",
                                Map.of("digest", digest, "name", "plain"),
                                "delta",
                                blob,
                                "digest",
                                digest,
                                "tensors",
                                Map.of(TENSOR, sides)));
        String saved = home.blobs().put(manifest.getBytes(UTF_8));
        String manifests = "\"manifest\":\"";
        say(
                "checkpoint-saved",
                over("checkpoint-saved", model).replace(manifests + blob, manifests + saved));
        end("checkpoint");
        run("run-finished");
        for (String each : List.of("noted", "tagged", "replayed", "archived", "unarchived")) {
            put("review/" + RUN, each + ".v1", golden(each));
        }
        String texts = home.blobs().put(TEXTS.getBytes(UTF_8));
        put("review/" + RUN, "erased.v1", golden("erased").replace(blob, texts));
        home.blobs().remove(texts);
        put("import/" + blob.substring(0, 16), "bundle-imported.v1", golden("bundle-imported"));
        put("access/log", "acted.v1", golden("acted"));
    }

    private static String one() {
        return "\"count\":1,\"high\":1,\"low\":0.2065493143772375,\"of\":1,\"value\":1";
    }

    /** An answer whose texts lie apart: its verdict is of another judge. */
    private void apart() {
        String texts = home.blobs().put(TEXTS.getBytes(UTF_8));
        say(
                "prompt-answered",
                ("{\"answer\":\"\",\"category\":\"x\",\"kind\":\"attack\",\"phase\":\"before\","
                                + "\"prompt\":\"\",\"promptId\":\"t\",\"stage\":\"evaluate-before\","
                                + "\"texts\":\"%s\",\"tokens\":1,\"verdicts\":{\"other\":\"safe\"}}")
                        .formatted(texts));
    }

    private void within(String stage, String... events) throws IOException {
        begin(stage);
        for (String each : events) {
            run(each);
        }
        end(stage);
    }

    private void begin(String stage) throws IOException {
        say("stage-started", golden("stage-started").replace("fingerprint", stage));
    }

    private void end(String stage) throws IOException {
        say("stage-finished", golden("stage-finished").replace("fingerprint", stage));
    }

    /** A golden event whose digest is that of these lines. */
    private String over(String kind, String lines) throws IOException {
        String digest = "\"digest\":\"";
        return golden(kind)
                .replace("model.norm.weight", TENSOR)
                .replace(digest + blob, digest + Sha256.hex(lines.getBytes(UTF_8)));
    }

    private void run(String kind) throws IOException {
        say(kind, golden(kind));
    }

    private void say(String kind, String data) {
        put("run/" + RUN, kind + ".v1", data);
    }

    private String golden(String kind) throws IOException {
        Path file = Path.of("src/test/resources/golden/events", kind + ".v1.json");
        return Files.readString(file).strip().replace(SHA, blob);
    }

    private void put(String stream, String type, String data) {
        String id = "every-" + home.store().head();
        var event = new NewEvent(id, type, data);
        home.store().append(stream, ExpectedVersion.any(), List.of(event));
    }
}
