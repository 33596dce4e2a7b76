package dev.pke.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;

class RequestTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "",
            value = {
                "'' | help",
                "--help | help",
                "-h | help",
                "help | help",
                "help --help | help",
                "--home x | help",
                "version | version",
                "--version | version",
                "-V | version",
                "runs --json | runs --json",
                "--home x runs --json | runs --home x --json",
                "--home=x runs | runs --home=x",
                "help runs | runs --help",
                "help bench store | bench store --help",
                "note latest help | note latest help",
                "--hom x | --hom x"
            },
            delimiter = '|')
    void theVerbIsFoundAndItsWordsFollow(String typed, String meant) {
        String words = typed == null ? "" : typed;
        Request request = Request.of(words.isEmpty() ? List.of() : List.of(words.split(" ", -1)));
        List<String> all = new ArrayList<>(List.of(request.verb()));
        all.addAll(request.words());
        assertEquals(meant, String.join(" ", all));
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "--home | --home needs a folder: --home DIR VERB",
                "--hom x runs | no verb has come before --hom; did you mean --home?",
                "--json runs | no verb has come before --json; but for --home, options follow the verb",
                "runz | there is no verb runz; did you mean runs?"
            },
            delimiter = '|')
    void aWordThatIsNoVerbIsRefusedWithWhatIsRight(String typed, String told) {
        Said said = Said.to(typed);
        assertEquals(Exit.USAGE, said.code());
        assertEquals("pke: " + told + "\ntry: pke --help\n", said.err());
    }
}
