package dev.pke;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of the tests' own, in a folder that is thrown away, with an empty database
 * for everyone who asks. Where none is installed the test is left out in one loud line; {@code
 * PKE_POSTGRES=required} makes that a failure, and {@code PKE_POSTGRES_BIN} names its programs.
 */
public final class PostgresServer {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final Queue<String> FREE = new ConcurrentLinkedQueue<>();
    private static final Object LOCK = new Object();
    private static Optional<PostgresServer> running = Optional.empty();

    private final Path programs;
    private final Path folder;
    private final int port;

    private PostgresServer(Path programs, Path folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
    }

    /** The one server of this process, started when it is first asked for. */
    public static PostgresServer running() throws IOException, InterruptedException {
        synchronized (LOCK) {
            if (running.isEmpty()) {
                running = Optional.of(start());
            }
            return running.get();
        }
    }

    /**
     * The address of an empty database, as its superuser: one that was given back, or a new one.
     */
    public static String emptyDatabase() throws IOException, InterruptedException, SQLException {
        PostgresServer server = running();
        String used = FREE.poll();
        if (used != null) {
            execute(
                    connect(used, "postgres"),
                    "DROP SCHEMA public CASCADE; CREATE SCHEMA public;"
                            + " GRANT USAGE ON SCHEMA public TO PUBLIC");
            return used;
        }
        String name = "pke" + DATABASES.incrementAndGet();
        execute(server.connect("postgres"), "CREATE DATABASE " + name);
        return "postgres://postgres@127.0.0.1:" + server.port + "/" + name;
    }

    /** Of a database that nobody uses any more: a new one is three hundred files. */
    public static void giveBack(String address) {
        FREE.add(address);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (connection;
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A connection to a database by its address, as whom it names. */
    public static Connection connect(String address, String user) throws SQLException {
        String jdbc = address.replaceFirst("postgres://\\w+@", "jdbc:postgresql://");
        return DriverManager.getConnection(jdbc, user, "");
    }

    private Connection connect(String database) throws SQLException {
        return connect("postgres://postgres@127.0.0.1:" + port + "/" + database, "postgres");
    }

    /** Ends the server at once, as a crash would, and starts it on the same folder. */
    public void crash() throws IOException, InterruptedException {
        run(programs.resolve("pg_ctl").toString(), "stop", "-D", data(), "-m", "immediate");
        begin();
    }

    private static PostgresServer start() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("pke-postgres");
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        PostgresServer server = new PostgresServer(programs(), folder, port);
        if (isRoot()) {
            assertEquals(0, new ProcessBuilder("chown", "nobody", "" + folder).start().waitFor());
        }
        server.run(
                server.programs.resolve("initdb").toString(),
                "-D",
                server.data(),
                "-U",
                "postgres",
                "-A",
                "trust",
                "--no-sync",
                "-E",
                "UTF8",
                "--locale=C");
        server.begin();
        Runtime.getRuntime().addShutdownHook(new Thread(server::end));
        return server;
    }

    private void begin() throws IOException, InterruptedException {
        // it is the server that crashes here, never the machine: what was written is there
        String options = "-p " + port + " -c listen_addresses=127.0.0.1 -c fsync=off -k " + folder;
        String log = folder.resolve("log").toString();
        run(
                programs.resolve("pg_ctl").toString(),
                "start",
                "-w",
                "-t",
                "300",
                "-D",
                data(),
                "-o",
                options,
                "-l",
                log);
    }

    private void end() {
        try {
            run(programs.resolve("pg_ctl").toString(), "stop", "-D", data(), "-m", "immediate");
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(each);
                }
            }
        } catch (IOException | InterruptedException late) {
            System.err.println("the tests' PostgreSQL was left behind in " + folder + ": " + late);
        }
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** A program of the server's, as someone who is not root, whom the server refuses to be. */
    private void run(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=nobody", "--clear-groups", "--"));
        }
        command.addAll(List.of(words));
        Path said = Files.createTempFile("pke-postgres", ".said");
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        int code = process.waitFor();
        String text = Files.readString(said, StandardCharsets.UTF_8);
        Files.delete(said);
        assertEquals(0, code, text);
    }

    private static Path programs() throws IOException {
        String named = System.getenv("PKE_POSTGRES_BIN");
        Path installed = Path.of("/usr/lib/postgresql");
        Optional<Path> found = named == null ? newest(installed) : Optional.of(Path.of(named));
        if (found.isEmpty() || !Files.isExecutable(found.get().resolve("initdb"))) {
            Lacking.say(
                    "PKE_POSTGRES",
                    "NO POSTGRESQL, ITS TESTS LEFT OUT: apt-get install postgresql");
        }
        return found.orElseThrow();
    }

    private static Optional<Path> newest(Path installed) throws IOException {
        if (!Files.isDirectory(installed)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(installed)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.comparingInt(PostgresServer::number));
        }
    }

    private static int number(Path bin) {
        String version = String.valueOf(Objects.requireNonNull(bin.getParent()).getFileName());
        return version.matches("\\d+") ? Integer.parseInt(version) : 0;
    }
}
