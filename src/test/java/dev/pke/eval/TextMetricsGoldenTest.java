package dev.pke.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Holds text metrics against rouge_score, NLTK and EasyEdit. */
class TextMetricsGoldenTest {
    private final JsonNode expected = read();

    @Test
    void rougeIsRougeScores() {
        for (JsonNode pair : expected.path("rouge")) {
            String target = pair.path("target").asString();
            String prediction = pair.path("prediction").asString();
            JsonNode want = pair.path("no_stemmer");
            same(want.path("rouge1"), Rouge.grams(1, target, prediction), target);
            same(want.path("rouge2"), Rouge.grams(2, target, prediction), target);
            same(want.path("rougeL"), Rouge.longest(target, prediction), target);
        }
    }

    @Test
    void entropyIsEasyEdits() {
        List<String> texts = new ArrayList<>();
        for (JsonNode one : expected.path("fluency")) {
            String text = one.path("text").asString();
            texts.add(text);
            List<String> tokens =
                    one.path("word_tokenize").values().stream().map(JsonNode::asString).toList();
            assertEquals(tokens, TreebankTokens.of(text));
            assertEquals(one.path("entropy_2gram").asDouble(0), Fluency.entropy(2, tokens), 1e-9);
            assertEquals(
                    one.path("n_gram_entropy_of_this_alone").asDouble(0), Fluency.of(text), 1e-9);
        }
        assertEquals(
                expected.path("fluency_mean_of_all_six").asDouble(), Fluency.mean(texts), 1e-9);
    }

    private static void same(JsonNode want, Rouge seen, String what) {
        assertEquals(want.path("precision").asDouble(), seen.precision(), 1e-12, what);
        assertEquals(want.path("recall").asDouble(), seen.recall(), 1e-12, what);
        assertEquals(want.path("fmeasure").asDouble(), seen.f(), 1e-12, what);
    }

    private static JsonNode read() {
        try {
            Path file = Path.of("src/test/resources/golden/text-metrics/expected.json");
            return JsonMapper.shared().readTree(Files.readString(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
