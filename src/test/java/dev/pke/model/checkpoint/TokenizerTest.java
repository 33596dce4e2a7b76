package dev.pke.model.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.model.Faults;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Texts become the ids that transformers makes of them, whichever file a token is named in. */
class TokenizerTest {
    private static final Path FOLDERS = Path.of("src/test/resources/tokenizers");
    private static final Json EXPECTED = Json.read(FOLDERS.resolve("expected.json"));
    @TempDir Path dir;

    static List<String> folders() {
        return EXPECTED.node().path("ids").properties().stream().map(Map.Entry::getKey).toList();
    }

    @ParameterizedTest
    @MethodSource("folders")
    void idsAndTextsAreThoseOfTransformers(String name) {
        JsonNode texts = EXPECTED.node().path("texts");
        try (Tokenizer tokenizer = Tokenizer.read(FOLDERS.resolve(name))) {
            for (int i = 0; i < texts.size(); i++) {
                String text = texts.get(i).asString();
                int[] ids = tokenizer.encode(text);
                assertEquals(wanted("ids", name, i), Arrays.toString(ids), text);
                String bare = Arrays.toString(tokenizer.encodePlain(text));
                assertEquals(wanted("bare", name, i), bare, text);
                String back = EXPECTED.node().path("text").path(name).get(i).asString();
                assertEquals(back, tokenizer.decode(ids), text);
            }
        }
    }

    private static String wanted(String what, String name, int i) {
        return EXPECTED.node().path(what).path(name).get(i).toString().replace(",", ", ");
    }

    @Test
    void aTemplateFileGoesBeforeTheConfigAndNeedsNone() throws IOException {
        assertTrue(ChatTemplate.read(dir).isEmpty());
        Files.writeString(dir.resolve("chat_template.jinja"), "{{ bos_token }}file");
        Files.writeString(dir.resolve("special_tokens_map.json"), "{\"bos_token\": \"<s>\"}");
        assertEquals("<s>file", template().render("hello"));
        Files.writeString(
                dir.resolve("tokenizer_config.json"),
                "{\"bos_token\": {\"content\": \"<b>\"}, \"chat_template\": \"config\"}");
        assertEquals("<b>file", template().render("hello"));
        Files.delete(dir.resolve("chat_template.jinja"));
        assertEquals("config", template().render("hello"));
    }

    @Test
    void aTemplateThatCannotBeReadBlocksOnlyWhatNeedsIt() throws IOException {
        Files.writeString(dir.resolve("chat_template.jinja"), "{% unheard %}");
        ChatTemplate broken = template();
        assertTrue(Faults.line(() -> broken.render("hello")).startsWith("chat template: "));
    }

    @Test
    void theDayIsGivenAndNeverTheClocks() throws IOException {
        Files.writeString(
                dir.resolve("chat_template.jinja"), "{{ strftime_now('%d %b %Y, %A %-d %%') }}");
        assertTrue(Faults.line(() -> template().render("hello")).contains("say which"));
        assertTrue(template().isDated());
        ChatTemplate dated = template().on(LocalDate.of(2026, 7, 1));
        assertEquals("01 Jul 2026, Wednesday 1 %", dated.render("hello"));
        assertFalse(ChatTemplate.of("plain", Map.of()).isDated());
    }

    private ChatTemplate template() {
        return ChatTemplate.read(dir).orElseThrow();
    }

    @Test
    void aFolderWithAnotherToolsTokenizerSaysHowToMakeOne() throws IOException {
        assertEquals(dir + " has no tokenizer.json", Faults.line(() -> Tokenizer.read(dir)));
        Files.writeString(dir.resolve("tokenizer.model"), "");
        String line = Faults.line(() -> Tokenizer.read(dir));
        assertTrue(line.contains("tokenizer.model but no tokenizer.json: make one"), line);
    }
}
