package dev.pke.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.Aside;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The launcher as a release has it, beside a JDK that only says how it was called. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
@Aside
class LauncherTest {
    private static final String JAVA =
            """
            #!/bin/sh
            printf '%s\\n' "LC_ALL=${LC_ALL-}" "COLUMNS=${COLUMNS-}" "$@"
            case "$*" in *Rehearsal*) echo "$*" >>"$0.rehearsed"; exit 1 ;; esac
            exit 3
            """;

    @TempDir Path dir = Path.of("");

    private Path root = Path.of("");
    private Path jdk = Path.of("");

    @BeforeEach
    void release() throws IOException {
        jdk = dir.resolve("a jdk");
        Files.createDirectories(jdk.resolve("bin"));
        program(jdk.resolve("bin/java"), JAVA);
        program(jdk.resolve("bin/javac"), "#!/bin/sh\n");
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.1\"\n");
        root = dir.resolve("a release");
        Path lib = Files.createDirectories(root.resolve("target/lib"));
        Files.createFile(lib.resolve("picocli-1.jar"));
        Files.createFile(lib.resolve("sqlite-jdbc-1.jar"));
        Files.createFile(root.resolve("target/pke.jar"));
        program(root.resolve("pke"), Files.readString(Path.of("pke")));
    }

    /** A rehearsal goes on beside the start that began it: its stamp is the last that it writes. */
    @AfterEach
    void nothingIsWrittenAnyMore() throws IOException, InterruptedException {
        called("version"); // what computes began none
        Path stamp = root.resolve("target/.aot");
        while (!Files.exists(stamp) || Files.readString(stamp).startsWith("of another")) {
            Thread.onSpinWait();
        }
    }

    private static void program(Path path, String text) throws IOException {
        assertTrue(Files.writeString(path, text).toFile().setExecutable(true));
    }

    @Test
    void itWorksByALinkFromAnotherFolder() throws IOException, InterruptedException {
        Path link = Files.createSymbolicLink(dir.resolve("link to pke"), root.resolve("pke"));
        Path second = Files.createSymbolicLink(dir.resolve("again"), link.getFileName());
        List<String> said = call(second, "show", "two words", "");
        Path whole = root.toRealPath();
        assertTrue(said.contains("-Dpke.root=" + whole), said::toString);
        assertTrue(said.contains(whole.resolve("target/pke.jar").toString()), said::toString);
        int main = said.indexOf("dev.pke.cli.Main");
        assertEquals(List.of("show", "two words", ""), said.subList(main + 1, said.size()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"runs", "--help", "--home x tag", "--home=x note", "completion", ""})
    void shortVerbsAreNotCompiledTwice(String words) throws IOException, InterruptedException {
        assertTrue(called(words).contains("-XX:TieredStopAtLevel=1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "--home runs demo", "serve --port 1", "verify", "bench start"})
    void longVerbsAre(String words) throws IOException, InterruptedException {
        assertFalse(called(words).contains("-XX:TieredStopAtLevel=1"));
    }

    @Test
    void aCacheIsOfferedOnlyWhereItIsOfThisJdkAndJar() throws IOException, InterruptedException {
        Path aot = root.resolve("target/self.aot");
        Path stamp = root.resolve("target/.aot");
        called("version");
        assertComes(stamp);
        Files.createFile(aot);
        String offered = "-XX:AOTCache=" + aot.toRealPath();
        assertTrue(called("version").contains(offered));
        assertFalse(called("run").contains(offered));
        Path served = Files.createFile(root.resolve("target/serve.aot"));
        assertTrue(called("serve").contains("-XX:AOTCache=" + served.toRealPath()));
        Path asked = Files.createFile(root.resolve("target/model.aot"));
        assertTrue(called("run x.yaml").contains("-XX:AOTCache=" + asked.toRealPath()));
        Files.writeString(stamp, "of another JDK\n");
        assertFalse(called("version").contains(offered));
    }

    /** A rehearsal goes on beside the start that began it. */
    private static void assertComes(Path file) {
        long patience = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!Files.exists(file) && System.nanoTime() < patience) {
            Thread.onSpinWait();
        }
        assertTrue(Files.exists(file), file + " did not come");
    }

    @Test
    void whatComputesIsNotDisturbedByARehearsal() throws IOException, InterruptedException {
        called("run x.yaml");
        assertFalse(Files.exists(root.resolve("target/.aot.lock")));
        called("version");
        assertComes(root.resolve("target/.aot.lock"));
    }

    @Test
    void shortVerbsAreRehearsedAsTheyStartWhateverVerbBeganIt()
            throws IOException, InterruptedException {
        called("verify"); // is compiled twice, and has no class on the boot path
        assertComes(root.resolve("target/.aot"));
        String rehearsed =
                Files.readAllLines(jdk.resolve("bin/java.rehearsed")).stream()
                        .filter(line -> line.contains("dev.pke.cli.Rehearsal runs "))
                        .findFirst()
                        .orElse("");
        assertTrue(rehearsed.contains("-XX:TieredStopAtLevel=1"), rehearsed);
        assertTrue(rehearsed.contains("-Xbootclasspath/a:"), rehearsed);
    }

    @Test
    void sqlitesLibraryIsTakenFromWhereItWasUnpacked() throws IOException, InterruptedException {
        assertFalse(called("run").toString().contains("org.sqlite.lib.path"));
        Path unpacked = root.toRealPath().resolve("target/native/sqlite-jdbc-1.jar");
        Files.createDirectories(unpacked);
        Files.createFile(unpacked.resolve("libsqlitejdbc.so"));
        assertTrue(called("run").contains("-Dorg.sqlite.lib.path=" + unpacked));
    }

    @Test
    void aReleaseIsRunByTheRuntimeItBrings() throws IOException, InterruptedException {
        Path own = Files.createDirectories(root.resolve("jre/bin"));
        program(own.resolve("java"), JAVA.replace("LC_ALL=${LC_ALL-}", "its own"));
        Files.writeString(root.resolve("jre/release"), "JAVA_VERSION=\"25.0.1\"\n");
        assertEquals("its own", called("run").getFirst());
    }

    @Test
    void wordsAreUtf8WhereNoLocaleSaysSo() throws IOException, InterruptedException {
        assertEquals("LC_ALL=C.UTF-8", called("runs").getFirst());
    }

    @Test
    void itLooksHowWideTheTerminalIs() throws IOException, InterruptedException {
        String command = "stty cols 43; '" + root.resolve("pke") + "' runs";
        List<String> said = call(Path.of("script"), "-qec", command, "/dev/null");
        assertTrue(said.contains("COLUMNS=43\r"), said::toString);
        assertTrue(called("runs").contains("COLUMNS="));
    }

    @Test
    void keysAndPreferencesLieInTheHomeThatTheEnvironmentNames()
            throws IOException, InterruptedException {
        assertTrue(called("sign").contains("-Duser.home=" + dir));
    }

    private List<String> called(String words) throws IOException, InterruptedException {
        return call(root.resolve("pke"), words.isEmpty() ? new String[0] : words.split(" ", -1));
    }

    private List<String> call(Path program, String... words)
            throws IOException, InterruptedException {
        ProcessBuilder asked = new ProcessBuilder(program.toString()).redirectErrorStream(true);
        asked.command().addAll(List.of(words));
        asked.environment().put("JAVA_HOME", jdk.toString());
        asked.environment().put("LC_ALL", "C");
        asked.environment().put("HOME", dir.toString());
        asked.environment().remove("COLUMNS");
        Process process = asked.directory(dir.toFile()).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(3, process.waitFor(), said);
        return List.of(said.substring(0, said.length() - 1).split("\n", -1));
    }
}
