package dev.pke.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The scripts that are shipped are those that the verbs' options ask for, and shells run them. */
class CompletionTest {
    private static final Path SHIPPED = Path.of("src/main/resources/dev/pke/cli");

    @ParameterizedTest
    @EnumSource
    void theShippedScriptIsThatOfTheVerbs(Shell shell) throws IOException {
        String wanted = CompletionScript.of(shell);
        Path fresh = Path.of("target/completion." + shell);
        Files.writeString(fresh, wanted);
        Path shipped = SHIPPED.resolve("completion." + shell);
        assertEquals(wanted, Files.readString(shipped), "cp target/completion.* " + SHIPPED);
    }

    @ParameterizedTest
    @CsvSource({
        "pke sho, show",
        "pke --home x ben, bench",
        "pke bench sto, store",
        "pke runs --ta, --tag",
        "pke --home x show latest --js, --json",
        "pke help ver, verify",
        "pke show src/ma, ''"
    })
    void bashCompletes(String line, String wanted) throws IOException, InterruptedException {
        List<String> words = List.of(line.split(" ", -1));
        String script =
                Shell.bash.script()
                        + "COMP_WORDS=("
                        + line
                        + ")\nCOMP_CWORD="
                        + (words.size() - 1)
                        + "\n_pke\necho \"${COMPREPLY[@]-}\"\n";
        Process bash = new ProcessBuilder("bash", "-uc", script).redirectErrorStream(true).start();
        String said = new String(bash.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, bash.waitFor(), said);
        assertEquals(wanted, said.strip());
    }

    @Test
    void anUnknownShellIsRefused() {
        assertEquals(Exit.USAGE, Main.run("completion", "tcsh"));
    }
}
