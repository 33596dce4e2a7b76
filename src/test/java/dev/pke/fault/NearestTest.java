package dev.pke.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class NearestTest {
    private static final List<String> WORDS =
            List.of("--home", "--help", "run", "runs", "from", "model", "f16", "off");

    @ParameterizedTest
    @CsvSource({
        "rnu, run",
        "runz, runs",
        "modle, model",
        "f6, f16",
        "of, off",
        "--hom, --home",
        "--hlep, --help",
    })
    void aWordThatIsNearIsSuggested(String typed, String meant) {
        assertEquals("; did you mean " + meant + "?", Nearest.suggestion(typed, WORDS));
    }

    @ParameterizedTest
    @CsvSource({"--force", "foo", "x", "medals", "--json"})
    void oneThatIsNotIsNot(String typed) {
        assertEquals("", Nearest.suggestion(typed, WORDS));
    }
}
