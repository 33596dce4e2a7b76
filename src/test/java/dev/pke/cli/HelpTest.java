package dev.pke.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every verb's help fits a terminal of 80 columns and ends in an example that can be typed. */
class HelpTest {
    private static final PrintWriter UNHEARD = new PrintWriter(Writer.nullWriter());

    private static Stream<Verb> verbs() {
        return Arrays.stream(Verb.values());
    }

    private static Stream<CommandLine> commands() {
        return verbs().map(verb -> new Execution(verb, UNHEARD, UNHEARD).command())
                .flatMap(each ->
                        each.getSubcommands().isEmpty()
                                ? Stream.of(each)
                                : each.getSubcommands().values().stream());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theHelpOfAVerbFitsAndHasAnExample(CommandLine command) {
        String name = command.getCommandSpec().qualifiedName();
        List<String> lines = command.getUsageMessage(CommandLine.Help.Ansi.OFF).lines().toList();
        fits(lines);
        assertTrue(lines.getFirst().startsWith("Usage: " + name + " "), lines.getFirst());
        assertTrue(
                lines.stream().anyMatch(line -> line.matches("Example: .*" + name + "( .*|\\))?")),
                () -> String.join("\n", lines));
        assertTrue(lines.contains("Exit codes:"), name);
        unbroken(command.getCommandSpec(), lines);
    }

    /**
     * Words that can be typed, such as file names and addresses, are not parted by a line's end.
     */
    private static void unbroken(CommandLine.Model.CommandSpec spec, List<String> lines) {
        Set<String> shown =
                lines.stream()
                        .flatMap(line -> Arrays.stream(line.strip().split(" +")))
                        .collect(Collectors.toSet());
        Stream.concat(
                        Arrays.stream(spec.usageMessage().description()),
                        spec.args().stream().flatMap(each -> Arrays.stream(each.description())))
                .flatMap(text -> Arrays.stream(text.split("[ \n]+")))
                .filter(word -> word.matches(".*[./~].*[a-z].*"))
                .forEach(word -> assertTrue(shown.contains(word), word));
    }

    /** A help that changes is looked at by whoever changes it: its text is kept. */
    @Test
    void theHelpOfEveryVerbIsTheOneThatIsKept() throws IOException {
        StringBuilder text = new StringBuilder(Overview.help());
        commands()
                .forEach(each ->
                        text.append("\n----\n")
                                .append(each.getUsageMessage(CommandLine.Help.Ansi.OFF)));
        Path fresh = Path.of("target/help.txt");
        Files.writeString(fresh, text);
        Path kept = Path.of("src/test/resources/golden/help.txt");
        assertEquals(text.toString(), Files.readString(kept), "cp " + fresh + " " + kept);
    }

    @Test
    void theOverviewFitsAndNamesEveryVerb() {
        List<String> lines = Overview.help().lines().toList();
        fits(lines);
        verbs().forEach(verb -> {
            String row = ("  %-12s" + verb.sentence()).formatted(verb.word());
            assertTrue(lines.contains(row), row);
        });
    }

    @Test
    void theOverviewListsTheExitCodesThatVerbsList() {
        List<String> codes =
                Exit.meanings().entrySet().stream()
                        .map(each -> "  %-5s".formatted(each.getKey()) + each.getValue())
                        .toList();
        assertEquals(6, codes.size());
        assertTrue(Overview.help().lines().toList().containsAll(codes), Overview.help());
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void aVerbIsCalledAsItsCommandIs(Verb verb) {
        CommandLine command = new Execution(verb, UNHEARD, UNHEARD).command();
        assertEquals(verb.word(), command.getCommandName());
    }

    private static void fits(List<String> lines) {
        lines.forEach(line -> assertTrue(line.codePointCount(0, line.length()) <= 80, line));
    }
}
