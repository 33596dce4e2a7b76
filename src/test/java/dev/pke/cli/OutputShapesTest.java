package dev.pke.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.event.CanonicalJson;
import dev.pke.event.MalformedJson;
import dev.pke.experiment.TinyPlan;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What every verb that reports says with {@code --json} is of the shape that is written down. */
class OutputShapesTest {
    private static final Path PAGE = Path.of("schema/output.md");

    /** Verbs of the page that take long, with one that says the same in the same way. */
    private static final Map<String, String> ALIKE =
            Map.of("bench store", "bench diff", "bench web", "bench diff");

    /**
     * What {@code bench start} says of a rung: it measures a launcher, which tests have none of.
     */
    private static final Set<String> RUNG =
            Set.of("[].name", "[].seconds", "[].ratio", "[].bar", "[].reached");

    /** Each with its verb, and the words that have it say all it can say on a small record. */
    private static final List<String> ASKED =
            List.of(
                    "run | run @tiny.yaml --dry-run --json",
                    "tune | tune @tiny.yaml --vary rate=0.01 --home @tuned --json",
                    "frontier | frontier @tiny.yaml --vary rate=0.01 --home @tuned --json",
                    "sweep | sweep @tiny.yaml --vary rate=0.01 --home @tuned --list --json",
                    "replay | replay latest --home @home --json",
                    "runs | runs --home @home --json",
                    "show | show latest --home @home --json",
                    "compare | compare latest latest --home @home --json",
                    "verify | verify --home @home --json",
                    "sign | sign --new-key --key @key --home @home --json",
                    "bundle | bundle latest --to @edit.pke --home @home --json",
                    "import | import @edit.pke --home @other --json",
                    "token list | token list --home @home --json",
                    "access | access --home @home --json",
                    "diff | diff @tiny experiments/specimen/plain --json",
                    "which | which @tiny --home @home --json",
                    "methods | methods pke --json",
                    "judges | judges --json",
                    "models | models --json",
                    "model info | model info @tiny --json",
                    "check | check src/test/resources/golden/text-metrics --json",
                    "bench diff | bench diff --megabytes 1 --rounds 1 --dir @ --json",
                    "bench crash | bench crash --rounds 1 --processes 1 --dir @ --json",
                    "bench model | bench model @tiny --sequences 1 --prompt 4 --new 2 --rounds 1 --steps 1"
                            + " --json");

    @TempDir Path folder = Path.of("");

    private Said say(String words) {
        return Said.to(
                Arrays.stream(words.split(" ", -1))
                        .map(each -> each.replace("@", folder + "/"))
                        .toList());
    }

    @Test
    void everyVerbThatReportsSaysWhatIsWritten() throws IOException {
        TinyPlan.write(folder, "0");
        Path plan = folder.resolve("tiny.yaml");
        String yaml = Files.readString(plan);
        // one ordinary prompt is left to choose settings by
        Files.writeString(plan, yaml.replace("pool.json, records: 3", "pool.json, records: 2"));
        assertEquals(0, say("run @tiny.yaml -q --home @home").code());
        assertEquals(0, say("token make --run later --home @home").code());
        Map<String, Set<String>> written = written();
        List<String> lines = new ArrayList<>();
        for (String each : ASKED) {
            String verb = each.substring(0, each.indexOf(" |"));
            Said said = say(each.substring(each.indexOf('|') + 2));
            assertTrue(said.code() <= 1, each + said.err());
            Set<String> seen = new TreeSet<>();
            Set<String> shape = written.getOrDefault(verb, Set.of());
            walk(parsed(each, said), "", shape, seen);
            seen.removeIf(key ->
                    key.endsWith("[]") && seen.stream().anyMatch(it -> it.startsWith(key + ".")));
            lines.add(row(verb, seen));
            lines.addAll(faults(verb, shape, seen));
        }
        Files.write(Path.of("target/output.md"), lines);
        List<String> wrong = lines.stream().filter(line -> !line.startsWith("|")).toList();
        assertEquals(List.of(), wrong, "what was seen: target/output.md");
        assertEquals(RUNG, written.get("bench start"));
        ALIKE.forEach((verb, other) -> assertEquals(written.get(other), written.get(verb), verb));
    }

    @Test
    void everyVerbThatCanSayJsonIsOnThePage() throws IOException {
        Set<String> can = new TreeSet<>();
        String verb = "";
        for (String line : Files.readAllLines(Path.of("src/test/resources/golden/help.txt"))) {
            if (line.startsWith("Usage: pke ")) {
                verb = line.replaceAll("Usage: pke ([a-z]+( [a-z]+)?).*", "$1");
            } else if (line.strip().startsWith("--json")) {
                can.add(verb);
            }
        }
        assertEquals(can, new TreeSet<>(written().keySet()));
    }

    private static @Nullable Object parsed(String words, Said said) {
        try {
            return CanonicalJson.parse(said.out().strip());
        } catch (MalformedJson malformed) {
            throw new AssertionError(words + " says\n" + said.out(), malformed);
        }
    }

    private static String row(String verb, Set<String> keys) {
        return keys.stream().collect(Collectors.joining("` `", "| `" + verb + "` | `", "` |"));
    }

    private static List<String> faults(String verb, Set<String> shape, Set<String> seen) {
        List<String> faults = new ArrayList<>();
        for (String key : seen) {
            if (!shape.contains(key) && !shape.contains(key + "?")) {
                faults.add(verb + ": said and not written: " + key);
            }
        }
        for (String key : shape) {
            if (!key.endsWith("?") && !seen.contains(key)) {
                faults.add(verb + ": written and not said: " + key);
            }
        }
        return faults;
    }

    /** The keys on the page by verb. */
    private static Map<String, Set<String>> written() throws IOException {
        Map<String, Set<String>> written = new LinkedHashMap<>();
        for (String line : Files.readAllLines(PAGE)) {
            String[] cells = line.split("\\|", -1);
            if (line.startsWith("| `") && cells.length == 4) {
                Set<String> keys = new TreeSet<>();
                for (String key : cells[2].strip().split(" ", -1)) {
                    keys.add(key.replace("`", ""));
                }
                written.put(cells[1].strip().replace("`", ""), keys);
            }
        }
        return written;
    }

    /** Adds the way to each value; objects of free keys, which the page ends in {}, are one. */
    private static void walk(
            @Nullable Object json, String way, Set<String> shape, Set<String> seen) {
        if (shape.contains(way + "{}") || shape.contains(way + "{}?")) {
            seen.add(way + "{}");
        } else if (json instanceof Map<?, ?> object) {
            String before = way.isEmpty() ? "" : way + ".";
            object.forEach((key, value) -> walk(value, before + key, shape, seen));
        } else if (json instanceof List<?> list) {
            seen.add(way + "[]");
            list.forEach(each -> walk(each, way + "[]", shape, seen));
        } else {
            seen.add(way);
        }
    }
}
