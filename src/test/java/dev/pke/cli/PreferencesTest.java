package dev.pke.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.fault.UserError;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import picocli.CommandLine.Model.OptionSpec;

import java.util.List;

/** What a person wants unless they say otherwise. */
class PreferencesTest {
    private static @Nullable String wanted(Verb verb, String option, String usual) {
        List<String> lines =
                List.of("# mine", "", "home = /data/my pke", "port=1", " serve.port = 8080 ");
        return Preferences.parse(verb, "config", lines)
                .defaultValue(OptionSpec.builder("-x", option).defaultValue(usual).build());
    }

    @Test
    void aVerbsOwnLineBeatsThatOfAllVerbs() {
        assertEquals("8080", wanted(Verb.SERVE, "--port", "7070"));
        assertEquals("1", wanted(Verb.DEMO, "--port", "7070"));
        assertEquals("/data/my pke", wanted(Verb.RUNS, "--home", "pke-home"));
        assertNull(wanted(Verb.RUNS, "--sort", ""));
    }

    @Test
    void theEnvironmentBeatsTheFile() {
        assertNull(wanted(Verb.RUNS, "--home", "${env:PATH:-pke-home}"));
        assertEquals("/data/my pke", wanted(Verb.RUNS, "--home", "${env:NO_SUCH_THING:-x}"));
    }

    @ParameterizedTest
    @CsvSource({
        "home, line 1 is no OPTION",
        "--home = x, line 1 is no OPTION",
        "serv.port = 1, there is no verb serv"
    })
    void aLineThatWouldDoNothingIsRefused(String line, String told) {
        UserError error =
                assertThrows(
                        UserError.class,
                        () -> Preferences.parse(Verb.RUNS, "config", List.of(line)));
        assertTrue(error.line().startsWith("config: ") && error.line().contains(told), told);
    }
}
