package dev.pke.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.Aside;
import dev.pke.event.CanonicalJson;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every record of the corpus gets the same verdict from both verifiers, and the right one. */
@Aside
class CorpusTest {
    /** Far more than any case needs here, far less than a reader would wait for. */
    private static final double MOST_SECONDS = 20;

    @TempDir private Path folder;

    @Test
    void bothVerifiersSayTheSameOfEveryRecordAndAreRight() throws Exception {
        List<Case> cases = new ArrayList<>(BadHomes.all(folder));
        cases.addAll(Contradictions.all(folder));
        cases.addAll(OddHomes.all(folder));
        cases.addAll(Bundles.all(folder));
        cases.addAll(BegunAnswers.all(folder));
        cases.addAll(WordedAnswers.all(folder));
        cases.addAll(AwayRecords.all(folder));
        cases.addAll(EveryKind.all(folder));
        cases.addAll(GoodRecords.all(folder));
        assertTrue(cases.stream().filter(each -> each.exit() == 0).count() >= 10);
        assertTrue(cases.stream().filter(each -> each.exit() != 0).count() >= 60);
        List<String> wrong = new ArrayList<>();
        try (Python python = new Python()) {
            for (Case each : cases) {
                long began = System.nanoTime();
                Case.Said ours = each.ours();
                double seconds = (System.nanoTime() - began) / 1e9;
                Answer theirs = python.ask(each.arguments());
                if (ours.exit() != each.exit() || theirs.exit != each.exit()) {
                    wrong.add(
                            "%s: %d expected, %d by Java, %d by Python%n%s%n%s"
                                    .formatted(
                                            each,
                                            each.exit(),
                                            ours.exit(),
                                            theirs.exit,
                                            ours.text(),
                                            theirs.said));
                }
                if (seconds > MOST_SECONDS || theirs.seconds > MOST_SECONDS) {
                    wrong.add("%s: %.1f s and %.1f s".formatted(each, seconds, theirs.seconds));
                }
            }
        }
        assertEquals(List.of(), wrong, () -> String.join("\n\n", wrong));
    }

    /** JUnit warns of every link that leads out of the folder that it clears. */
    @AfterEach
    void removeLinks() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path link : all.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        }
    }

    private record Answer(long exit, String said, double seconds) {}

    /** One Python for all cases: starting it costs more than most of them. */
    private static final class Python implements AutoCloseable {
        private final Process process;
        private final PrintStream questions;
        private final BufferedReader answers;

        Python() throws IOException {
            process =
                    new ProcessBuilder(
                                    "python3",
                                    "-B",
                                    "src/test/resources/corpus.py",
                                    "schema/verify.py")
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            questions = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
            answers = process.inputReader(StandardCharsets.UTF_8);
        }

        Answer ask(List<String> arguments) throws IOException {
            questions.println(CanonicalJson.write(arguments));
            String line = answers.readLine();
            if (line != null
                    && CanonicalJson.parse(line) instanceof Map<?, ?> answer
                    && answer.get("exit") instanceof Long exit
                    && answer.get("seconds") instanceof Number seconds) {
                return new Answer(exit, String.valueOf(answer.get("said")), seconds.doubleValue());
            }
            throw new IOException("no answer about " + arguments);
        }

        @Override
        public void close() {
            questions.close();
            process.destroy();
        }
    }
}
