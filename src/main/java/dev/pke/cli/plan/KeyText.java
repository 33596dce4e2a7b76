package dev.pke.cli.plan;

import dev.pke.cli.Terminal;
import dev.pke.cli.TextTable;
import dev.pke.experiment.plan.Shape;
import dev.pke.model.setting.Seed;
import dev.pke.model.setting.SettingKey;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a method or a judge can be told, as a table and as JSON. */
final class KeyText {
    private static final String INDENT = "  ";

    private KeyText() {}

    /** A row a key: its usual value, what it may be, and what it means. */
    static List<String> lines(List<SettingKey> keys) {
        if (keys.isEmpty()) {
            return List.of(INDENT + "It can be told nothing.");
        }
        List<String> lines = new ArrayList<>();
        for (SettingKey each : keys) {
            lines.add(INDENT + each.name() + ": " + usual(each));
            String meaning = each.meaning() + "; " + each.allowed().told();
            TextTable.wrapped(meaning, Terminal.columns() - 6)
                    .forEach(line -> lines.add(INDENT.repeat(3) + line));
        }
        return lines;
    }

    /**
     * A key's usual value as a plan would say it: no exponent, no point without need; the beginning
     * of a text of several lines.
     */
    static String usual(SettingKey key) {
        if (key.usual() instanceof Double number) {
            return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
        }
        List<String> lines = key.usual().toString().lines().toList();
        String first = lines.getFirst();
        return lines.size() == 1
                ? first
                : first.substring(0, Math.min(48, first.length())) + " ...";
    }

    /** Each key with its name, type, ends or words, default and description, as in the schema. */
    static List<Map<String, Object>> json(List<SettingKey> keys) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (SettingKey each : keys) {
            Map<String, Object> key = new LinkedHashMap<>();
            key.put("name", each.name());
            Map<String, Object> shape = Shape.of(each).json();
            key.put("type", each.allowed() instanceof Seed ? "seed" : shape.get("type"));
            shape.remove("anyOf");
            shape.remove("type");
            key.putAll(shape);
            key.values().removeIf(value -> value == null);
            all.add(key);
        }
        return all;
    }
}
