package dev.pke.model.jinja;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds the renderer against what Jinja 3.1.6 makes of the same texts, with the settings that
 * transformers uses.
 */
class TemplateTest {
    private static final Path TEMPLATES = Path.of("src/test/resources/templates");

    @TestFactory
    List<DynamicTest> rendersAsJinjaDoes() {
        JsonNode expected = new JsonMapper().readTree(TEMPLATES.resolve("rendered.json").toFile());
        List<DynamicTest> tests = new ArrayList<>();
        expected.get("rendered")
                .properties()
                .forEach(e -> {
                    String[] name = e.getKey().split(":", -1);
                    List<Map<String, String>> talk = talk(expected.get("talks").get(name[1]));
                    tests.add(
                            DynamicTest.dynamicTest(
                                    e.getKey(),
                                    () ->
                                            assertEquals(
                                                    e.getValue().asString(),
                                                    render(name[0], talk))));
                });
        assertTrue(tests.size() > 10, tests.size() + " templates");
        return tests;
    }

    @TestFactory
    List<DynamicTest> everyPartOfTheLanguageWritesWhatJinjaWrites() {
        JsonNode given = new JsonMapper().readTree(TEMPLATES.resolve("snippets.json").toFile());
        Callable july = (arguments, named) -> "01 Jul 2026";
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("messages", talk(given.get("messages")));
        values.put("strftime_now", july);
        values.put("raise_exception", july);
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode snippet : given.get("snippets")) {
            String template = snippet.get("template").asString();
            tests.add(
                    DynamicTest.dynamicTest(
                            template,
                            () ->
                                    assertEquals(
                                            snippet.get("want").asString(),
                                            Template.parse(template).render(values))));
        }
        assertTrue(tests.size() > 20, tests.size() + " snippets");
        return tests;
    }

    private static List<Map<String, String>> talk(JsonNode messages) {
        List<Map<String, String>> talk = new ArrayList<>();
        messages.forEach(m ->
                talk.add(
                        Map.of(
                                "role", m.get("role").asString(),
                                "content", m.get("content").asString())));
        return talk;
    }

    private static String render(String file, List<Map<String, String>> messages)
            throws IOException {
        Map<String, Object> values =
                Map.of(
                        "messages",
                        messages,
                        "bos_token",
                        "<s>",
                        "eos_token",
                        "</s>",
                        "add_generation_prompt",
                        true);
        try {
            return Template.parse(Files.readString(TEMPLATES.resolve(file))).render(values);
        } catch (JinjaError e) {
            return "!" + String.valueOf(e.getMessage()).replace("the chat template says: ", "");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% call f() %}{% endcall %}",
                "{{ 'a' | unheard }}",
                "{% if true %}never ended",
                "{{ unheard() }}",
                "{{ 1 + }}",
                "{# never ended"
            })
    void whatIsNotSupportedIsSaid(String source) {
        var error = assertThrows(JinjaError.class, () -> Template.parse(source).render(Map.of()));
        assertTrue(String.valueOf(error.getMessage()).contains("template"));
    }
}
