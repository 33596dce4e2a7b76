import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.stream.Stream;

/**
 * Builds an empty store from {@code schema/V*.sql} and generates jOOQ's classes from it: what the
 * queries compile against is what SQLite really holds. Run by the build: {@code Codegen SCHEMA
 * OUT}.
 */
class Codegen {
    public static void main(String[] args) throws Exception {
        Path schema = Path.of(args[0]);
        Path out = Path.of(args[1]);
        Path marker = out.resolve(".schema");
        String sql = read(schema);
        if (Files.exists(marker) && Files.readString(marker).equals(sql)) {
            return;
        }
        Path db = Files.createTempFile("schema", ".db");
        String url = "jdbc:sqlite:" + db;
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
        GenerationTool.generate(
                new Configuration()
                        .withLogging(Logging.WARN)
                        .withJdbc(new Jdbc().withUrl(url))
                        .withGenerator(
                                new Generator()
                                        .withDatabase(
                                                new Database()
                                                        .withName(
                                                                "org.jooq.meta.sqlite.SQLiteDatabase")
                                                        .withForcedTypes(
                                                                new ForcedType()
                                                                        .withName("BIGINT")
                                                                        .withIncludeTypes(
                                                                                "(?i:INTEGER)")))
                                        .withGenerate(
                                                new Generate()
                                                        .withGeneratedAnnotation(true)
                                                        .withRecords(true)
                                                        .withFluentSetters(true))
                                        .withTarget(
                                                new Target()
                                                        .withPackageName("dev.pke.store.jooq")
                                                        .withDirectory(out.toString()))));
        Files.delete(db);
        Files.writeString(marker, sql);
    }

    private static String read(Path schema) throws Exception {
        try (Stream<Path> files = Files.list(schema)) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.filter(f -> f.toString().endsWith(".sql")).sorted().toList()) {
                all.append(Files.readString(file)).append('\n');
            }
            return all.toString();
        }
    }
}
