package dev.pke.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.fault.UserError;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import picocli.CommandLine.Model.OptionSpec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a person wants unless they say otherwise. */
class PreferencesTest {
    @TempDir Path dir = Path.of("");

    private static @Nullable String wanted(Verb verb, String option, String... set) {
        List<String> lines =
                List.of("# mine", "", "home = /data/my pke", "port=1", " serve.port = 8080 ");
        Map<String, String> environment =
                Arrays.stream(set).collect(Collectors.toMap(name -> name, name -> "said there"));
        return Preferences.parse(verb, "config", lines, environment)
                .defaultValue(OptionSpec.builder("-x", option).build());
    }

    @Test
    void aVerbsOwnLineBeatsThatOfAllVerbs() {
        assertEquals("8080", wanted(Verb.SERVE, "--port"));
        assertEquals("1", wanted(Verb.DEMO, "--port"));
        assertEquals("/data/my pke", wanted(Verb.RUNS, "--home"));
        assertNull(wanted(Verb.RUNS, "--sort"));
    }

    @Test
    void theEnvironmentBeatsTheFile() {
        assertNull(wanted(Verb.RUNS, "--home", "PKE_HOME"));
        assertEquals("/data/my pke", wanted(Verb.RUNS, "--home", "PKE_STORE"));
    }

    /** As processes see it, in the one order that is promised: typed, environment, file, usual. */
    @ParameterizedTest
    @CsvSource({
        "runs --home typed, set, typed",
        "runs, set, set",
        "verify, set, set",
        "verify, '', filed",
        "verify, ' ', pke-home",
        "runs, ' ', pke-home",
    })
    void whatIsTypedBeatsTheEnvironmentWhichBeatsTheFile(String words, String set, String home)
            throws IOException, InterruptedException {
        Path file = Files.writeString(dir.resolve("config"), "home = filed\n");
        assertTrue(said(file, words, set).contains(" " + home), said(file, words, set));
    }

    @ParameterizedTest
    @CsvSource({
        "hom = x, line 1: no verb has an option --hom; did you mean home?",
        "home x, line 1 is no OPTION = VALUE",
    })
    void aBadFileIsOneLine(String line, String told) throws IOException, InterruptedException {
        String said = said(Files.writeString(dir.resolve("config"), line), "runs", "");
        assertTrue(said.startsWith("pke: ") && said.contains(told), said);
        assertEquals(1, said.lines().count(), said);
    }

    @Test
    void aFileThatIsNamedMustBeThere() throws IOException, InterruptedException {
        String said = said(dir.resolve("none"), "runs", "");
        assertTrue(said.endsWith("none: can't be read: no such file or folder\n"), said);
    }

    private String said(Path file, String words, String home)
            throws IOException, InterruptedException {
        ProcessBuilder asked =
                new ProcessBuilder(StartTest.command(List.of(), words))
                        .directory(dir.toFile()) // which has no home of a demo's
                        .redirectErrorStream(true);
        asked.environment().put("PKE_CONFIG", file.toString());
        asked.environment().remove("PKE_HOME");
        if (!home.isEmpty()) {
            asked.environment().put("PKE_HOME", home);
        }
        Process process = asked.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return said;
    }

    @ParameterizedTest
    @CsvSource({
        "home, line 1 is no OPTION",
        "--home = x, line 1 is no OPTION",
        "serv.port = 1, there is no verb serv",
        "prot = 1, no verb has an option --prot; did you mean port?"
    })
    void aLineThatWouldDoNothingIsRefused(String line, String told) {
        UserError error =
                assertThrows(
                        UserError.class,
                        () -> Preferences.parse(Verb.RUNS, "config", List.of(line), Map.of()));
        assertTrue(error.line().startsWith("config: ") && error.line().contains(told), told);
    }
}
