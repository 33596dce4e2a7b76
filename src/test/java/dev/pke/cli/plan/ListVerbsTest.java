package dev.pke.cli.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.cli.Exit;
import dev.pke.cli.Said;
import dev.pke.edit.EditorRegistry;
import dev.pke.judge.JudgeRegistry;
import dev.pke.locate.LocatorRegistry;
import dev.pke.model.setting.SettingKey;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;

/** What there is to name in a plan is listed from the records that plans are bound to. */
class ListVerbsTest {
    @Test
    void everyMethodIsListedWithItsKeysTheirUsualValuesRangesAndMeanings() {
        String table = Said.to("methods").out();
        EditorRegistry.all()
                .forEach(editor -> {
                    assertTrue(table.lines().anyMatch(row -> row.startsWith(editor.name() + " ")));
                    tells(
                            Said.to("methods " + editor.name()).out(),
                            editor.hyperparameters().keys(),
                            json("methods --json " + editor.name()).get(0).get("editor"));
                });
        LocatorRegistry.all()
                .forEach(locator -> {
                    assertTrue(table.lines().anyMatch(row -> row.startsWith(locator.name() + " ")));
                    tells(
                            Said.to("methods " + locator.name()).out(),
                            locator.hyperparameters().keys(),
                            json("methods --json " + locator.name()).get(0).get("locator"));
                });
    }

    @Test
    void exactUnlearningIsFoundAndIsToldHowItIsDone() {
        String does = "pke specimen WORLD --without-unsafe --to DIR";
        for (String words : List.of("methods", "methods exact-unlearning")) {
            String told = Said.to(words).out();
            assertTrue(told.contains("exact-unlearning") || told.contains("exact unlearning"));
            assertTrue(told.replaceAll("\\s+", " ").contains(does), told);
        }
        JsonNode json = json("methods --json exact-unlearning").get(0);
        assertTrue(json.get("sentence").asString().contains(does), json.toString());
        Said sweep =
                Said.to("sweep experiments/plain/pke-6.yaml --list --methods exact-unlearning");
        assertEquals(Exit.USAGE, sweep.code());
        assertTrue(sweep.err().contains(does), sweep.err());
    }

    @Test
    void everyJudgeIsListedWithItsKeys() {
        String table = Said.to("judges").out();
        JudgeRegistry.all()
                .forEach(judge -> {
                    assertTrue(table.contains(judge.name()), table);
                    tells(
                            Said.to("judges " + judge.name()).out(),
                            judge.hyperparameters().keys(),
                            json("judges --json " + judge.name()).get(0).get("keys"));
                });
    }

    private static void tells(String text, List<SettingKey> keys, JsonNode json) {
        assertEquals(keys.size(), json.size());
        String line = text.replaceAll("\\s+", " ");
        for (int i = 0; i < keys.size(); i++) {
            SettingKey key = keys.get(i);
            String said =
                    "%s: %s %s; %s"
                            .formatted(
                                    key.name(),
                                    KeyText.usual(key),
                                    key.meaning(),
                                    key.allowed().told());
            assertTrue(line.contains(said), () -> said + "\nin " + text);
            assertEquals(key.name(), json.get(i).get("name").asString());
            assertEquals(key.meaning(), json.get(i).get("description").asString());
            assertEquals(key.usual().toString(), json.get(i).get("default").asString());
            assertTrue(json.get(i).has("type") || json.get(i).has("enum"), key.name());
        }
    }

    @Test
    void familiesAndShippedModelsAreListed() {
        JsonNode json = json("models --json");
        List<String> families = json.get("families").valueStream().map(JsonNode::asString).toList();
        assertTrue(families.containsAll(List.of("llama", "qwen3", "gpt2")), families.toString());
        for (String each : families) {
            assertTrue(json("models --json " + each).get("config").has("vocab_size"), each);
        }
        assertTrue(Said.to("models").out().contains("llama"));
    }

    @ParameterizedTest
    @CsvSource({
        "methods pkee, did you mean pke?",
        "judges refusal-phrase, did you mean refusal-phrases?",
        "models lama, did you mean llama?",
        "plan shema, did you mean schema?"
    })
    void aSlipIsToldWithWhatWasMeant(String words, String told) {
        Said said = Said.to(words);
        assertEquals(Exit.USAGE, said.code());
        assertTrue(said.err().contains(told), said.err());
    }

    private static JsonNode json(String words) {
        Said said = Said.to(words);
        assertEquals(Exit.OK, said.code(), said.err());
        return JsonMapper.shared().readTree(said.out());
    }
}
