package dev.pke.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.event.CanonicalJson;
import dev.pke.event.Sha256;
import dev.pke.store.FileBlobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes homes whose every event is well formed and in its place, and which contradict themselves:
 * what is said twice and not alike, what may be said once and is said again, what no clock says.
 */
final class Contradictions {
    private static final String ZEROS = "0".repeat(64);

    private final Path folder;
    private final List<Case> cases = new ArrayList<>();

    private Contradictions(Path folder) {
        this.folder = folder;
    }

    static List<Case> all(Path folder) throws IOException {
        Contradictions homes = new Contradictions(folder);
        homes.saidTwice();
        homes.saidAgain();
        homes.scores();
        homes.clocks();
        homes.reviews();
        homes.manifests();
        return homes.cases;
    }

    private Path home(String name) throws IOException {
        Path to = folder.resolve("contradiction-" + cases.size());
        cases.add(Case.of(name, 1, to));
        return BadHomes.copy(BadHomes.TRUE, to);
    }

    private void saidTwice() throws IOException {
        String digest = "'" + ZEROS + "'";
        told("fewer moved than changed", "checkpoint-saved.v1", "$.parametersMoved", "1");
        told("fewer changed than moved", "neurons-changed.v1", "$.elements", "1");
        told("a region's neuron twice", "region-chosen.v1", "$.neurons[1]", "2");
        told("a region beyond the model", "region-chosen.v1", "$.neurons[1]", "48");
        told("a block beyond the model", "layer-scored.v1", "$.block", "2");
        told("the best neuron beyond the model", "neurons-scored.v1", "$.top[0].neuron", "48");
        told("a record swapped", "dataset-pinned.v1", "$.recordDigests[0]", digest);
        told("a tensor swapped", "model-fingerprinted.v1", "$.digests.\"lm_head.weight\"", digest);
        told("a plan by another name", "run-registered.v1", "$.planName", "'other'");
        told("a plan of another method", "run-registered.v1", "$.method", "'dinm'");
        told("a replay that compared nothing", "replayed.v1", "$.compared", "0");
        told(
                "a replay that passed and diverged",
                "replayed.v1",
                "$.divergence",
                "json('{\"field\":\"f\",\"recorded\":\"1\",\"replayed\":\"2\",\"type\":\"t\",\"version\":1}')");
        told("a replay of more events than there are", "replayed.v1", "$.compared", "62");
    }

    /** Event 35 is the second of four steps. */
    private void saidAgain() throws IOException {
        changed("steps in another order", "$.step", 35, "3", 36, "2");
        changed("a step twice", "$.step", 35, "1");
        changed("a step left out", "$.step", 37, "5");
        changed("steps from the second on", "$.step", 34, "2", 35, "3", 36, "4", 37, "5");
        copied("a prompt answered twice", 11, 12);
        copied("a block scored twice", 28, 29);
        copied("figures told twice", 24, 25);
        copied("a model found twice", 3, 4);
        copied("a region chosen twice", 31, 29);
        copied("all neurons scored twice", 30, 29);
        copied("a tensor changed twice", 38, 37);
        changed("a neuron changed twice", "$.neurons[1]", 38, "2");
    }

    private void scores() throws IOException {
        changed("a best score that is none", "$.max", 30, "9.5");
        changed("a better score behind the best", "$.top[1].score", 30, "8.95");
    }

    private void clocks() throws IOException {
        for (int position : List.of(8, 24, 35, 61)) {
            changed("seconds below 0, " + position, "$.measured.seconds", position, "-1");
        }
        changed("seconds that are no number", "$.measured.seconds", 61, "'NaN'");
        changed("seconds without end", "$.measured.seconds", 61, "'Infinity'");
        changed("a gradient's norm below 0", "$.gradientNorm", 35, "-0.5");
        for (String norm : List.of("l2", "linf", "relative")) {
            changed("a change's norm below 0, " + norm, "$." + norm, 38, "'-Infinity'");
        }
    }

    /** Events 62 to 64 are about the run. */
    private void reviews() throws IOException {
        for (int position : List.of(62, 63, 64)) {
            Forger forger = Forger.at(home("a review of a run that is not there, " + position));
            String other = "20261128-111927-tiny-pke-0000";
            forger.run(
                    ("UPDATE event SET stream = 'review/%s', version = 1,"
                                    + " data = json_set(data, '$.run', '%s') WHERE position = %d")
                            .formatted(other, other, position),
                    "UPDATE event SET version = version - 1"
                            + " WHERE stream NOT LIKE '%-0000' AND position > "
                            + position);
            forger.rehash(position);
        }
        Forger early = Forger.at(home("a note before its run"));
        early.run(
                "UPDATE event SET position = 0 WHERE position = 62",
                "UPDATE event SET position = -position - 1 WHERE position < 62",
                "UPDATE event SET position = -position WHERE position < 0");
        early.rehash(1);
    }

    private void manifests() throws IOException {
        told(
                "a digest other than the manifest's",
                "checkpoint-saved.v1",
                "$.digest",
                quoted(ZEROS));
        manifest("a manifest of another model", "base", Map.of("digest", ZEROS, "name", "tiny"));
        manifest("a manifest of another delta", "delta", ZEROS);
        manifest("a manifest of another digest", "digest", ZEROS);
        manifest("a manifest that changes nothing", "tensors", Map.of());
        manifest("a manifest with one field more", "more", "");
        manifest(
                "a manifest of a tensor that is not so",
                "tensors",
                Map.of(
                        "model.layers.0.mlp.down_proj.weight",
                        Map.of("before", ZEROS, "after", ZEROS)));
        saved(home("a manifest that is no JSON"), "bits".getBytes(UTF_8));
        saved(home("a manifest that is no UTF-8"), new byte[] {'"', (byte) 0xff, '"'});
    }

    /** The manifest with one field said otherwise, and the checkpoint with what it then says. */
    private void manifest(String name, String field, Object value) throws IOException {
        Path home = home(name);
        String digest = Forger.at(home).read("checkpoint-saved.v1", "$.manifest");
        Path blob = home.resolve("blobs").resolve(digest.substring(0, 2)).resolve(digest);
        Map<String, Object> manifest = new LinkedHashMap<>();
        if (CanonicalJson.parse(Files.readString(blob)) instanceof Map<?, ?> all) {
            all.forEach((key, each) -> manifest.put(String.valueOf(key), each));
        }
        manifest.put(field, value);
        saved(home, CanonicalJson.write(manifest).getBytes(UTF_8));
    }

    private static void saved(Path home, byte[] manifest) throws IOException {
        FileBlobs.open(home.resolve("blobs")).put(manifest);
        Forger forger = Forger.at(home);
        forger.run(set("$.manifest", 59, quoted(Sha256.hex(manifest))));
        forger.rehash(59);
    }

    private static String quoted(String text) {
        return "'" + text + "'";
    }

    private static String set(String path, int position, String value) {
        return "UPDATE event SET data = json_set(data, '%s', %s) WHERE position = %d"
                .formatted(path, value, position);
    }

    /** A member of some events said otherwise: positions and values. */
    private void changed(String name, String path, Object... positionsAndValues)
            throws IOException {
        Forger forger = Forger.at(home(name));
        for (int i = 0; i < positionsAndValues.length; i += 2) {
            if (positionsAndValues[i] instanceof Integer position) {
                forger.run(set(path, position, String.valueOf(positionsAndValues[i + 1])));
            }
        }
        forger.rehash(1);
    }

    /** What one event says said by another in its place. */
    private void copied(String name, int from, int to) throws IOException {
        Forger forger = Forger.at(home(name));
        forger.run(
                ("UPDATE event SET (type, data) = (SELECT type, data FROM event WHERE position ="
                                + " %d) WHERE position = %d")
                        .formatted(from, to));
        forger.rehash(1);
    }

    /** A member of the first event of a type said otherwise. */
    private void told(String name, String type, String path, String value) throws IOException {
        Forger forger = Forger.at(home(name));
        forger.run(
                ("UPDATE event SET data = json_set(data, '%s', %s) WHERE position ="
                                + " (SELECT min(position) FROM event WHERE type = '%s')")
                        .formatted(path, value, type));
        forger.rehash(1);
    }
}
