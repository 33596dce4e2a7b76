package dev.pke.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.Aside;
import dev.pke.edit.Editor;
import dev.pke.edit.EditorRegistry;
import dev.pke.experiment.plan.Plan;
import dev.pke.experiment.plan.PlanNumber;
import dev.pke.fault.UserError;
import dev.pke.judge.JudgeKind;
import dev.pke.judge.JudgeRegistry;
import dev.pke.locate.Locator;
import dev.pke.locate.LocatorRegistry;
import dev.pke.model.setting.Allowed;
import dev.pke.model.setting.Hyperparameters;
import dev.pke.model.setting.Range;
import dev.pke.model.setting.SettingKey;
import dev.pke.model.setting.Text;
import dev.pke.model.setting.Words;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Every number a plan can say, each with its range: the methods' keys are found, not listed. */
@Aside
class RangesTest {
    private static final Path BASE = Path.of("plans");
    private static final String MOST_SEED = "9223372036854775807";

    /**
     * A key's range, as people are told it.
     *
     * @param key the path; a * stands for any method
     * @param least the least and
     * @param most the most it may be
     * @param below refused, and so is
     * @param above this
     */
    record Row(String key, String least, String most, String below, String above) {
        /** The row of a range: its ends, and what lies a little beyond. */
        static Row of(String key, Range range) {
            boolean whole = range.kind() == Range.Kind.WHOLE;
            double least = range.least() == Double.MIN_VALUE ? 1e-9 : range.least();
            double below = range.least() == Double.MIN_VALUE ? 0 : least - 1;
            return whole
                    ? new Row(
                            key,
                            "%.0f".formatted(least),
                            "%.0f".formatted(range.most()),
                            "%.0f".formatted(below),
                            "%.0f".formatted(range.most() + 1))
                    : new Row(
                            key,
                            "" + least,
                            "" + range.most(),
                            "" + below,
                            "" + (range.most() + 1));
        }

        boolean covers(String path) {
            return path.matches(
                    key.replace("[0]", "\\[0\\]").replace(".", "\\.").replace("*", "[a-z0-9-]+"));
        }

        boolean isWhole() {
            return !below.contains(".") && !above.contains(".");
        }
    }

    static final List<Row> ROWS =
            List.of(
                    new Row("tolerance", "0", "1", "-0.001", "1.001"),
                    new Row("margin", "0.001", "0.5", "0.0", "0.51"),
                    new Row("model.threads", "1", "512", "0", "1000000"),
                    new Row("evaluation.figures", "1", "3", "0", "4"),
                    new Row("evaluation.locality", "0", "100000", "-1", "100001"),
                    new Row("evaluation.records", "0", "1000000", "-1", "1000001"),
                    new Row("evaluation.generation.max-tokens", "1", "131072", "0", "131073"),
                    new Row("evaluation.generation.batch", "1", "4096", "0", "1e9"),
                    new Row(
                            "evaluation.generation.sampling.temperature",
                            "0.000001",
                            "100",
                            "0.0",
                            "100.1"),
                    new Row(
                            "evaluation.generation.sampling.top-k",
                            "0",
                            "1000000",
                            "-1",
                            "1000001"),
                    new Row("evaluation.generation.sampling.top-p", "1e-9", "1", "0.0", "1.001"),
                    seed("evaluation.generation.sampling.seed"),
                    new Row("edit.instances.per-category", "1", "100000", "0", "100001"),
                    seed("edit.instances.draw.seed"),
                    seed("seed"),
                    seed("robustness.seed"),
                    new Row("robustness.sampling", "0", "100", "-1", "101"),
                    new Row("robustness.relearn.rate", "1e-9", "1", "0.0", "1.001"),
                    new Row("robustness.relearn.steps", "1", "100000", "0", "100001"),
                    new Row("edit.instances.count", "1", "100000", "0", "100001"),
                    new Row("edit.instances.nth", "1", "100000", "0", "100001"),
                    new Row("edit.instances.grown", "1", "1000", "0", "1001"),
                    new Row("edit.pool.records", "1", "1000000", "0", "1000001"),
                    new Row("edit.locator.*.budget", "1e-9", "1", "0.0", "1.001"),
                    seed("edit.locator.*.seed"),
                    seed("edit.editor.*.seed"),
                    new Row("edit.editor.*.rate", "1e-9", "1", "0.0", "1.001"),
                    new Row("edit.editor.*.steps", "1", "100000", "0", "100001"),
                    new Row("edit.editor.*.weight-decay", "0", "1", "-0.001", "1.001"),
                    new Row("edit.editor.*.retain", "0", "1000", "-0.1", "1000.1"),
                    new Row("edit.editor.*.kl-factor", "0", "1000", "-0.1", "1000.1"),
                    new Row("edit.editor.*.clamp", "0", "1000", "-0.1", "1000.1"),
                    new Row("edit.editor.*po.beta", "1e-9", "100", "0.0", "100.1"),
                    new Row("evaluation.judges[0].*.opening", "1", "100000", "0", "100001"),
                    new Row("edit.editor.pke.alpha", "0", "1000", "-0.1", "1000.1"),
                    new Row("edit.editor.pke.beta", "0", "1000", "-0.1", "1000.1"),
                    new Row("edit.editor.pke.gamma", "0", "1000", "-0.1", "1000.1"),
                    new Row("edit.editor.pke.cap", "0", "1000", "-1.0", "1000.1"),
                    new Row("edit.editor.pke.stop", "0", "100", "-0.1", "100.1"),
                    new Row("edit.locator.*.depth", "0", "256", "-1", "257"),
                    new Row("edit.editor.pke-deep.depth", "0", "256", "-1", "257"),
                    new Row("edit.editor.pke-deep.alpha", "0", "1000", "-0.1", "1000.1"),
                    new Row("edit.editor.pke-deep.gamma", "0", "1000", "-0.1", "1000.1"),
                    new Row("edit.editor.pke-deep.cap", "0", "1000", "-1.0", "1000.1"),
                    new Row("edit.editor.pke-deep.stop", "0", "100", "-0.1", "100.1"),
                    new Row("edit.locator.*.first", "0", "1", "-0.001", "1.001"),
                    new Row("edit.locator.*-deep-4*.alpha", "0", "1000", "-0.1", "1000.1"),
                    new Row("edit.locator.*-deep-4*.gamma", "0", "1000", "-0.1", "1000.1"),
                    new Row("edit.locator.*.trial-rate", "1e-9", "1", "0.0", "1.001"),
                    new Row("edit.locator.*.trial-steps", "1", "100000", "0", "100001"),
                    new Row("edit.locator.*.folds", "1", "1000", "0", "1001"),
                    new Row("edit.editor.pke-deep-3.depth", "0", "256", "-1", "257"),
                    new Row("edit.editor.pke-deep-3.alpha", "0", "1000", "-0.1", "1000.1"),
                    new Row("edit.editor.pke-deep-3.gamma", "0", "1000", "-0.1", "1000.1"),
                    new Row("edit.editor.pke-deep-3.cap", "0", "1000", "-1.0", "1000.1"),
                    new Row("edit.editor.pke-deep-3.stop", "0", "100", "-0.1", "100.1"),
                    new Row("edit.editor.pke-deep-3.first", "0", "1", "-0.001", "1.001"));

    private static Row seed(String key) {
        return new Row(key, "-9223372036854775808", MOST_SEED, "-1" + MOST_SEED, "1" + MOST_SEED);
    }

    /** The path of every number: a method's own keys have its name before them. */
    static List<String> keys() {
        List<String> keys = new ArrayList<>();
        for (PlanNumber each : PlanNumber.values()) {
            keys.add(each.path());
        }
        keys.add("evaluation.generation.sampling.seed");
        keys.add("edit.instances.draw.seed");
        keys.add("seed");
        keys.add("robustness.seed");
        for (Locator<?> each : LocatorRegistry.all()) {
            numbers(each.hyperparameters())
                    .forEach(k -> keys.add("edit.locator." + each.name() + "." + k));
        }
        for (Editor<?> each : EditorRegistry.all()) {
            numbers(each.hyperparameters())
                    .forEach(k -> keys.add("edit.editor." + each.name() + "." + k));
        }
        for (JudgeKind<?> each : JudgeRegistry.all()) {
            numbers(each.hyperparameters())
                    .forEach(k -> keys.add("evaluation.judges[0]." + each.name() + "." + k));
        }
        return keys;
    }

    private static Stream<String> numbers(Hyperparameters<?> method) {
        return method.keys().stream()
                .filter(key -> !(key.allowed() instanceof Words || key.allowed() instanceof Text))
                .map(SettingKey::name);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void aNumberIsTakenToBothEndsOfItsRangeAndRefusedBeyond(String key) {
        Row row = row(key);
        for (String taken : List.of(row.least(), row.most())) {
            Plan plan = parse(key, taken);
            assertEquals(
                    Double.parseDouble(taken),
                    Double.parseDouble(String.valueOf(said(plan.json(), bare(key)))),
                    key);
        }
        List<String> wrong = new ArrayList<>(List.of(row.below(), row.above()));
        wrong.addAll(List.of(".nan", ".inf", "-.inf", "1e30", "-1e30", "1e400", "fast", "''"));
        wrong.addAll(List.of("true", "on", "[1]", "{a: 1}", "0x10", "2026-11-27"));
        if (row.isWhole()) {
            wrong.add("1.5");
        }
        if (!key.endsWith("seed")) {
            wrong.add("\"1\"");
        }
        for (String value : wrong) {
            String line =
                    String.valueOf(
                            assertThrows(UserError.class, () -> parse(key, value), value)
                                    .getMessage());
            assertTrue(line.startsWith("a.yaml: " + bare(key) + " is "), line);
            assertTrue(line.contains(", must be a"), line);
            assertFalse(line.substring(line.indexOf("must be")).contains("E"), line);
            assertEquals(1, line.lines().count(), line);
        }
    }

    @ParameterizedTest
    @FieldSource("ROWS")
    void everyRowOfTheTableIsOfAKeyThereIs(Row row) {
        assertTrue(keys().stream().anyMatch(row::covers), row.key());
    }

    @Test
    void noNumberOfAPlanIsReadInAnotherWay() {
        TreeSet<String> read = new TreeSet<>();
        for (String key : keys()) {
            flatten("", parse(key, row(key).least()).json(), read);
        }
        TreeSet<String> known = new TreeSet<>();
        keys().forEach(key -> known.add(bare(key)));
        assertEquals(known, read);
    }

    @Test
    void whatAnErrorSaysIsTheRange() {
        assertTold("edit.editor.pke.rate", "-1", "a number above 0, at most 1");
        assertTold("edit.editor.pke.steps", "0", "a whole number from 1 to 100000");
        assertTold("evaluation.generation.batch", "1e9", "a whole number from 1 to 4096");
        assertTold("tolerance", "2", "a number from 0 to 1");
    }

    private static void assertTold(String key, String value, String right) {
        UserError told = assertThrows(UserError.class, () -> parse(key, value));
        assertTrue(told.line().endsWith(", must be " + right), told.line());
    }

    private static Row row(String key) {
        List<Row> rows = ROWS.stream().filter(row -> row.covers(key)).toList();
        if (rows.isEmpty() && declared(key) instanceof Range range) {
            return Row.of(key, range);
        }
        assertEquals(1, rows.size(), key + " needs one row in the table, has " + rows);
        return rows.getFirst();
    }

    /** What a method says of its key itself, for those that came after this table. */
    private static @Nullable Allowed declared(String key) {
        String name = key.substring(key.lastIndexOf('.') + 1);
        String[] parts = key.split("\\.", -1);
        if (parts.length < 4) {
            return null;
        }
        Hyperparameters<?> keys =
                switch (parts[1]) {
                    case "locator" -> LocatorRegistry.named(parts[2]).hyperparameters();
                    case "editor" -> EditorRegistry.named(parts[2]).hyperparameters();
                    default -> JudgeRegistry.named(parts[2]).hyperparameters();
                };
        return keys.keys().stream()
                .filter(each -> each.name().equals(name))
                .map(SettingKey::allowed)
                .findFirst()
                .orElse(null);
    }

    /** The path without the method. */
    private static String bare(String key) {
        return key.replaceFirst("(edit\\.(?:locator|editor)|judges.0.)\\.[^.]+", "$1");
    }

    private static void flatten(String path, Object value, Set<String> numbers) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> flatten(path + "." + key, each, numbers));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                flatten(path + "[" + i + "]", list.get(i), numbers);
            }
        } else if (value instanceof Number || path.endsWith(".seed")) {
            numbers.add(path.substring(1));
        }
    }

    private static Object said(Object from, String path) {
        Object at = from;
        for (String key : path.replace("[0]", ".0").split("\\.", -1)) {
            if (at instanceof List<?> list) {
                at = list.getFirst();
                continue;
            }
            at = at instanceof Map<?, ?> map ? Objects.requireNonNull(map.get(key), path) : path;
        }
        return at;
    }

    /** A plan whose method is the one the key belongs to, with the key's value set. */
    private static Plan parse(String key, String value) {
        String[] parts = key.split("\\.", -1);
        boolean ofLocator = key.startsWith("edit.locator.");
        String editor = key.startsWith("edit.editor.") ? parts[2] : "ft-l";
        boolean both = List.of("dinm", "pke-deep", "pke-deep-3").contains(editor);
        String locator = ofLocator ? parts[2] : both ? editor : "pke";
        Map<String, String> said = new LinkedHashMap<>();
        said.put("name", "a");
        said.put("tolerance", "0");
        said.put("margin", "0.03");
        said.put("model.folder", "m");
        said.put("model.device", "cpu");
        said.put("model.dtype", "stored");
        said.put("model.threads", "1");
        said.put("evaluation.test", "t");
        said.put("evaluation.records", "0");
        said.put("evaluation.benign", "b");
        said.put("evaluation.judges", "[refusal-phrases]");
        // A list of numbers, which PlanTest has.
        said.put("evaluation.prefill", "none");
        said.put("evaluation.affirmative", "none");
        said.put("evaluation.figures", "2");
        said.put("evaluation.locality", "8");
        said.put("evaluation.generation.max-tokens", "1");
        said.put("evaluation.generation.template", "on");
        said.put("evaluation.generation.sampling.temperature", "1");
        said.put("evaluation.generation.sampling.top-k", "0");
        said.put("evaluation.generation.sampling.top-p", "1");
        said.put("evaluation.generation.sampling.seed", "1");
        said.put("evaluation.generation.batch", "1");
        said.put("edit.instances.data", "e");
        said.put("edit.instances.per-category", "1");
        said.put("edit.instances.categories", "[all]");
        said.put("edit.instances.draw.seed", "1");
        said.put("edit.instances.count", "1");
        said.put("edit.instances.nth", "1");
        said.put("edit.instances.grown", "1");
        said.put("edit.pool.data", "p");
        said.put("edit.pool.records", "1");
        said.put("edit.suffix", "none");
        said.put("edit.locator.name", locator);
        LocatorRegistry.named(locator)
                .hyperparameters()
                .keys()
                .forEach(k -> said.put("edit.locator." + k.name(), k.usual().toString()));
        said.put("edit.editor.name", editor);
        EditorRegistry.named(editor)
                .hyperparameters()
                .keys()
                .forEach(k -> said.put("edit.editor." + k.name(), k.usual().toString()));
        said.put("robustness.sampling", "1");
        said.put("robustness.seed", "1");
        said.put("robustness.rounding", "[none]");
        said.put("robustness.bare", "off");
        said.put("robustness.prefixes", "[none]");
        said.put("robustness.shots", "none");
        said.put("robustness.relearn.harmful", "none");
        said.put("robustness.relearn.benign", "none");
        said.put("robustness.relearn.rate", "1");
        said.put("robustness.relearn.steps", "1");
        if (key.equals("seed")) { // a plan's one seed is for what doesn't say its own
            said.remove("evaluation.generation.sampling.seed");
            said.put(key, value);
        } else if (key.contains("judges[0]")) {
            said.put(
                    "evaluation.judges",
                    "[{name: %s, %s: %s}]".formatted(parts[2], parts[3], value));
        } else {
            assertTrue(said.containsKey(bare(key)), key);
            said.put(bare(key), value);
        }
        return Plan.parse("a.yaml", yaml(said), BASE);
    }

    private static String yaml(Map<String, String> said) {
        StringBuilder yaml = new StringBuilder();
        List<String> open = new ArrayList<>();
        said.forEach((path, value) -> {
            List<String> keys = List.of(path.split("\\.", -1));
            int depth = 0;
            while (depth < Math.min(open.size(), keys.size() - 1)
                    && open.get(depth).equals(keys.get(depth))) {
                depth++;
            }
            open.subList(depth, open.size()).clear();
            for (int at = depth; at < keys.size(); at++) {
                boolean last = at == keys.size() - 1;
                yaml.append("  ".repeat(at)).append(keys.get(at)).append(last ? ": " + value : ":");
                yaml.append('\n');
                if (!last) {
                    open.add(keys.get(at));
                }
            }
        });
        return yaml.toString();
    }
}
