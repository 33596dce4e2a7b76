package dev.pke.experiment.plan;

import dev.pke.model.setting.Allowed;
import dev.pke.model.setting.Range;
import dev.pke.model.setting.Seed;
import dev.pke.model.setting.SettingKey;
import dev.pke.model.setting.Text;
import dev.pke.model.setting.Words;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one value of a plan may be, in JSON Schema's words. */
public final class Shape {
    static final List<String> ON_OFF = List.of("on", "off");

    private final Map<String, Object> words;
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private final List<String> required = new ArrayList<>();

    private Shape(String description, Object type) {
        words = new LinkedHashMap<>();
        if (!description.isEmpty()) {
            words.put("description", description);
        }
        if (type instanceof String) {
            words.put("type", type);
        }
    }

    /** A key that a method can be told, with its usual value as the default. */
    public static Shape of(SettingKey key) {
        return allowed(key.meaning(), key.allowed()).and("default", key.usual());
    }

    private static Shape allowed(String meaning, Allowed allowed) {
        return switch (allowed) {
            case Range range -> number(meaning, range);
            case Seed _ -> seed(meaning);
            case Text text -> text(meaning, text);
            case Words words -> words(meaning, words.valid());
        };
    }

    static Shape number(PlanNumber number) {
        return number(number.meaning(), number.range());
    }

    static Shape number(String meaning, Range range) {
        boolean whole = range.kind() == Range.Kind.WHOLE;
        Shape shape = new Shape(meaning, whole ? "integer" : "number");
        return range.least() == Double.MIN_VALUE
                ? shape.and("exclusiveMinimum", 0).and("maximum", end(range.most(), whole))
                : shape.and("minimum", end(range.least(), whole))
                        .and("maximum", end(range.most(), whole));
    }

    private static Object end(double number, boolean whole) {
        return whole ? (Object) (long) number : number;
    }

    static Shape seed(String meaning) {
        return either(
                meaning,
                new Shape("", "integer")
                        .and("minimum", Long.MIN_VALUE)
                        .and("maximum", Long.MAX_VALUE),
                new Shape("As its decimal text.", "string").and("pattern", "^-?[0-9]{1,19}$"));
    }

    /** One of a few words; on and off are also YAML's true and false. */
    static Shape words(String meaning, List<String> valid) {
        List<Object> all = new ArrayList<>(valid);
        if (valid.equals(ON_OFF)) {
            all.addAll(List.of(true, false));
        }
        return new Shape(meaning, all).and("enum", all);
    }

    static Shape text(String meaning) {
        return new Shape(meaning, "string")
                .and("minLength", 1)
                .and("maxLength", Section.MOST_CHARACTERS);
    }

    private static Shape text(String meaning, Text text) {
        return new Shape(meaning, "string").and("minLength", 1).and("maxLength", text.most());
    }

    static Shape path(String meaning) {
        return text(meaning + " Relative to the plan's own folder.");
    }

    static Shape list(String meaning, Shape items) {
        return new Shape(meaning, "array")
                .and("items", items.json())
                .and("minItems", 1)
                .and("uniqueItems", true);
    }

    static Shape either(String meaning, Shape... forms) {
        List<Object> all = new ArrayList<>();
        for (Shape each : forms) {
            all.add(each.json());
        }
        return new Shape(meaning, forms).and("anyOf", all);
    }

    static Shape section(String meaning) {
        return new Shape(meaning, "object");
    }

    /** And a key that has to be there. */
    Shape with(String key, Shape shape) {
        required.add(key);
        return perhaps(key, shape);
    }

    /** And a key that may be there. */
    Shape perhaps(String key, Shape shape) {
        properties.put(key, shape.json());
        return this;
    }

    Shape titled(String title) {
        return and("title", title);
    }

    Shape and(String word, Object value) {
        words.put(word, value);
        return this;
    }

    /** It as a JSON object. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>(words);
        if ("object".equals(words.get("type"))) {
            json.put("properties", properties);
            json.put("required", required);
            json.put("additionalProperties", false);
        }
        return json;
    }
}
