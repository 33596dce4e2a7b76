package dev.pke.cli.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.Lacking;
import dev.pke.cli.Exit;
import dev.pke.cli.Said;
import dev.pke.experiment.TinyPlan;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What is exported is read by the tools it is meant for. Their Python is named by {@code
 * PKE_TOOLS_PYTHON} ({@code .ci/run} makes it); without it this says loudly what it leaves out.
 */
class OtherToolsTest {
    @TempDir static Path folder = Path.of("");

    @BeforeAll
    static void edit() throws IOException {
        TinyPlan.write(folder, "0");
        say("run", folder.resolve("tiny.yaml").toString());
        say("tag", "latest", "kept");
    }

    private static String say(String... words) {
        List<String> all = new ArrayList<>(List.of("--home", folder.resolve("home").toString()));
        all.addAll(List.of(words));
        Said said = Said.to(all);
        assertEquals(Exit.OK, said.code(), said.err());
        return said.out();
    }

    private static String at(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void parquetIsAsLongAsItSaysAndEndsAsItBegins() throws IOException {
        say("export", "events", "--to", at("all.parquet"));
        byte[] bytes = Files.readAllBytes(folder.resolve("all.parquet"));
        String ends = new String(bytes, 0, 4, StandardCharsets.US_ASCII);
        assertEquals("PAR1", ends);
        assertEquals("PAR1", new String(bytes, bytes.length - 4, 4, StandardCharsets.US_ASCII));
    }

    @Test
    void duckDbPandasMlflowAndModelSigningReadWhatIsExported() throws Exception {
        String python = python();
        for (String table : List.of("events", "metrics", "steps", "answers", "changes")) {
            say("export", table, "--to", at(table + ".parquet"));
            say("export", table, "--to", at(table + (table.equals("events") ? ".jsonl" : ".csv")));
        }
        say("export", "mlflow", "--to", at("mlflow.jsonl"));
        say("sign", "--new-key", "--key", at("key"), "--to", at("head"));
        say("sign", "--new-key", "--key", at("other"), "--to", at("head2"));
        say("export", "latest:pke", "--sign", "--key", at("key"), "--to", at("edited"));
        Process process =
                new ProcessBuilder(
                                python,
                                "src/test/resources/exports/read_back.py",
                                folder.toString(),
                                "experiments/mlflow_import.py")
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        assertTrue(output.contains("read back by duckdb "), output);
    }

    private static String python() {
        String named = System.getenv("PKE_TOOLS_PYTHON");
        if (named == null) {
            Lacking.say(
                    "PKE_TOOLS",
                    "NO PYTHON WITH duckdb pandas pyarrow mlflow-skinny model-signing (PKE_TOOLS_PYTHON):"
                            + " EXPORTS WERE NOT READ BACK");
        }
        return Objects.requireNonNull(named);
    }
}
