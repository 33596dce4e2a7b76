package dev.pke.web.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.thymeleaf.exceptions.TemplateEngineException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class PageTemplatesTest {
    static List<Path> files() throws IOException {
        try (Stream<Path> walk = Files.walk(Path.of("web"))) {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().matches(".*\\.(woff2|txt)")) // fonts
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void noTemplateTakesMarkupAsItIsOrBreaksThePolicy(Path file) throws IOException {
        String text = Files.readString(file);
        for (String forbidden :
                List.of("utext", "[(", " style=\"", "onclick", "javascript:", "innerHTML =")) {
            assertFalse(text.contains(forbidden), file + " holds " + forbidden);
        }
        boolean elsewhere =
                text.replaceAll("http://www\\.(thymeleaf|w3)\\.org", "")
                        .replace("https://pke.dev/drawings", "")
                        .contains("://");
        assertFalse(elsewhere, file + " points elsewhere");
    }

    @Test
    void onlyADrawingEntersAPageAsItIs() {
        var templates = new PageTemplates();
        Map<String, Object> with = Map.of("d", new Fake(List.of("<b>text</b>")), "id", "x");
        var refused =
                assertThrows(TemplateEngineException.class, () -> templates.render("parts", with));
        Throwable cause = refused;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        assertEquals("${svg} is no drawing", cause.getMessage());
    }

    /** Looks like drawings, holds text. */
    public record Fake(List<String> sizes) {
        public boolean isTabled() {
            return false;
        }
    }
}
