package dev.pke.experiment.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import dev.pke.Aside;
import dev.pke.fault.UserError;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The schema of plans says what the program does when it reads one. */
@Aside
class PlanSchemaTest {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String UNKNOWN = "zzzzzzzzzzzzzzzz";

    /** A plan with every section there can be. */
    private static final String WHOLE =
            """
            name: whole
            method: pke
            model: {folder: m, device: cpu, dtype: stored, threads: 1, date: "2026-07-01"}
            evaluation:
              test: t.json
              records: 0
              benign: b.json
              judges: [{name: refusal-phrases, opening: 160}]
              prefill: [1, 3]
              affirmative: none
              figures: 2
              locality: 8
              identity: i.json
              knowledge: k.json
              preference: {name: local-model, folder: j, batch: 2}
              generation:
                max-tokens: 8
                template: on
                sampling: {temperature: 1.0, top-k: 0, top-p: 1.0, seed: 7}
                batch: 1
            edit:
              instances:
                data: e.json
                per-category: 1
                categories: [all]
                draw: {seed: 7}
                answers: check
              pool: {data: p.json, records: 4}
              suffix: none
              locator: {name: pke, budget: 0.02, weight-change: on, path: direct, benign: on}
              editor: {name: pke, alpha: 0.3, beta: 0, gamma: 1, rate: 0.02, steps: 10, cap: 0,
                stop: 0.001}
            robustness:
              sampling: 2
              seed: 1
              rounding: [bf16, int8]
              bare: on
              prefixes: [be kind]
              shots: [1, 3]
              relearn: {harmful: [1], benign: none, rate: 0.001, steps: 2}
              systems: [be kind]
              data: e.json
              pool: p.json
            tolerance: 0
            margin: 0.05
            """;

    private static Schema schema() {
        String text = JsonMapper.shared().writeValueAsString(PlanSchema.json());
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text);
    }

    private static List<String> faults(JsonNode plan) {
        return schema().validate(plan).stream().map(Object::toString).toList();
    }

    private static List<Path> shipped() throws IOException {
        return PlanTest.shipped();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void everyShippedPlanFits(Path file) throws IOException {
        assertEquals(List.of(), faults(YAML.readTree(Files.readString(file))));
    }

    @Test
    void aSchemaIsOneByItsOwnSchema() {
        JsonNode schema = JsonMapper.shared().valueToTree(PlanSchema.json());
        Schema meta =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(
                                """
                                {"$ref": "https://json-schema.org/draft/2020-12/schema"}\
                                """);
        assertEquals(List.of(), meta.validate(schema));
    }

    @Test
    void everyKeyIsKnownToBothAndNeededByBoth() {
        JsonNode whole = YAML.readTree(WHOLE);
        assertEquals(List.of(), faults(whole));
        parse(whole);
        List<String> sections = new ArrayList<>(List.of(""));
        collect(whole, "", sections);
        assertEquals(15, sections.size(), sections.toString());
        for (String section : sections) {
            JsonNode odd = whole.deepCopy();
            object(odd, section).put(UNKNOWN, 1);
            String said = assertThrows(UserError.class, () -> parse(odd)).line();
            Set<String> read =
                    new TreeSet<>(List.of(said.replaceFirst(".*; valid here: ", "").split(", ")));
            assertEquals(read, properties(section), said);
            assertFalse(faults(odd).isEmpty(), section);
            for (String key : object(whole, section).propertyNames()) {
                JsonNode less = whole.deepCopy();
                object(less, section).remove(key);
                if (key.equals("edit")) {
                    object(less, section).remove("method"); // it would have to be another
                }
                if (key.equals("seed")) {
                    continue; // a plan may say one for all at its top, which no schema sees
                }
                assertEquals(isPlan(less), faults(less).isEmpty(), section + " without " + key);
            }
        }
    }

    @Test
    void aNumberOutsideItsRangeIsRefusedByBoth() {
        JsonNode whole = YAML.readTree(WHOLE);
        List<String> sections = new ArrayList<>(List.of(""));
        collect(whole, "", sections);
        int tried = 0;
        for (String section : sections) {
            for (String key : object(whole, section).propertyNames()) {
                if (!object(whole, section).get(key).isNumber()) {
                    continue;
                }
                for (double number : new double[] {-1, -1e-9, 0, 1.5, 1000.5, 1e7, 1e12}) {
                    JsonNode other = whole.deepCopy();
                    object(other, section).put(key, number);
                    String told = section + "/" + key + " " + number;
                    // a seed of 1e7 is no whole number to a plan, and is one to a schema
                    if (!key.equals("seed")) {
                        assertEquals(isPlan(other), faults(other).isEmpty(), told);
                        tried++;
                    }
                }
            }
        }
        assertTrue(tried >= 7 * 16, "tried " + tried);
    }

    private static boolean isPlan(JsonNode plan) {
        try {
            parse(plan);
            return true;
        } catch (UserError refused) {
            return false;
        }
    }

    private static void parse(JsonNode plan) {
        Plan.parse("a.yaml", YAML.writeValueAsString(plan), Path.of("plans"));
    }

    /** The JSON pointer of every section below one. */
    private static void collect(JsonNode node, String at, List<String> sections) {
        if (node instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                collect(list.get(i), at + "/" + i, sections);
            }
        } else if (node instanceof ObjectNode object) {
            if (!at.isEmpty()) {
                sections.add(at);
            }
            object.forEachEntry((key, value) -> collect(value, at + "/" + key, sections));
        }
    }

    private static ObjectNode object(JsonNode plan, String pointer) {
        return (ObjectNode) (pointer.isEmpty() ? plan : plan.at(pointer));
    }

    /** The keys that the schema knows in a section of {@link #WHOLE}. */
    private static Set<String> properties(String pointer) {
        JsonNode at = JsonMapper.shared().valueToTree(PlanSchema.json());
        String name = object(YAML.readTree(WHOLE), pointer).path("name").asString("");
        for (String step : pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/")) {
            at = step.equals("0") ? at.get("items") : at.get("properties").get(step);
            at = at.has("anyOf") ? among(at.get("anyOf"), name) : at;
        }
        return new TreeSet<>(at.get("properties").propertyNames());
    }

    private static JsonNode among(JsonNode forms, String name) {
        JsonNode found = forms;
        for (JsonNode each : forms) {
            JsonNode named = each.path("properties").path("name").path("enum").path(0);
            if (each.has("properties")
                    && (named.isMissingNode() || named.asString().equals(name))) {
                found = each;
            }
        }
        return found;
    }
}
