package dev.pke.audit;

import dev.pke.event.ExpectedVersion;
import dev.pke.event.NewEvent;
import dev.pke.store.SqlEventStore;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes homes that no verifier may pass: copies of one true home, each changed by someone who owns
 * the disk, knows the format, and mends every hash behind a change where that helps.
 */
final class BadHomes {
    /** The true home: one run with its review, as a program of schema 3 left it. */
    static final Path TRUE = Path.of("src/test/resources/home-of-schema-3");

    private static final String RUN = "20261128-111927-tiny-pke-e174";
    private static final Clock LATER =
            Clock.fixed(Instant.parse("2026-11-28T12:00:00Z"), ZoneOffset.UTC);
    private static final String REGISTERED =
            """
            {"code":{"commit":"c","dirty":false},"machine":{"facts":{},"fingerprint":"%s"},\
            "method":"pke","model":"m","plan":{},"planName":"p","run":"%s","seeds":{}}\
            """
                    .formatted("0".repeat(64), "%s");

    private final Path folder;
    private final List<Case> cases = new ArrayList<>();

    private BadHomes(Path folder) {
        this.folder = folder;
    }

    static List<Case> all(Path folder) throws IOException, InterruptedException {
        BadHomes homes = new BadHomes(folder);
        homes.spellings();
        homes.forms();
        homes.nothings();
        homes.envelopes();
        homes.rows();
        homes.types();
        homes.schemas();
        homes.lives();
        homes.figures();
        homes.files();
        return homes.cases;
    }

    static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path each : files.toList()) {
                Files.copy(each, to.resolve(from.relativize(each).toString()));
            }
        }
        return to;
    }

    private Path home(String name) throws IOException {
        Path to = folder.resolve("bad-" + cases.size());
        cases.add(Case.of(name, 1, to));
        return copy(TRUE, to);
    }

    /** Changes a column of an event and mends the hashes from there on. */
    private void mended(String name, long position, String column, String expression)
            throws IOException {
        Forger forger = Forger.at(home(name));
        forger.edit(position, column, expression);
        forger.rehash(position);
    }

    private void sql(String name, String... statements) throws IOException {
        Forger.at(home(name)).run(statements);
    }

    private void data(String name, long position, String from, String to) throws IOException {
        String expression =
                "replace(data, '%s', '%s')"
                        .formatted(from.replace("'", "''"), to.replace("'", "''"));
        mended(name, position, "data", expression);
    }

    /** Events that the store takes, as it does not know runs: their hashes are all true. */
    private void appended(String name, String stream, String... typesAndData) throws IOException {
        Path home = home(name);
        List<NewEvent> events = new ArrayList<>();
        for (int i = 0; i < typesAndData.length; i += 2) {
            events.add(new NewEvent("odd-" + i, typesAndData[i], typesAndData[i + 1]));
        }
        try (SqlEventStore store = SqlEventStore.open(home.resolve("events.db"), LATER)) {
            store.append(stream, ExpectedVersion.any(), events);
        }
    }

    /** Note 62 is {"author":"Zoe","run":…,"text":"two words, é and 😀"}. */
    private void spellings() throws IOException {
        data("a space in data", 62, ",\"run\"", ", \"run\"");
        data("a needless escape", 62, "two", "\\u0074wo");
        data("a lone surrogate", 62, "two", "\\ud800");
        data("a capital escape", 62, "two", "\\u000B");
        data("keys out of order", 62, "\"author\":\"Zoe\",", "\"zauthor\":\"Zoe\",");
        data("a key twice", 62, "\"author\":\"Zoe\",", "\"author\":\"Zoe\",\"author\":\"Zoe\",");
        data("a bare control character", 62, "two", "t\tw");
        data("a number with a zero behind", 64, "\"tolerance\":0", "\"tolerance\":0.0");
        data("minus zero", 64, "\"tolerance\":0", "\"tolerance\":-0");
        data("a bare NaN", 64, "\"tolerance\":0", "\"tolerance\":NaN");
        data("an exponent where there is none", 64, "\"tolerance\":0", "\"tolerance\":0e0");
        mended("text behind data", 62, "data", "data || char(10)");
        mended("data that is a list", 62, "data", "'[]'");
        mended("invalid UTF-8", 62, "data", "CAST(x'7b2261223a22ff227d' AS TEXT)");
        data(
                "too deep",
                1,
                "\"seeds\":",
                "\"plan2\":" + "[".repeat(70) + "]".repeat(70) + ",\"seeds\":");
    }

    private void forms() throws IOException {
        mended("an unknown type", 62, "type", "'noted.v9'");
        data("a field too many", 62, "\"author\"", "\"also\":1,\"author\"");
        data("a field too few", 62, "\"author\":\"Zoe\",", "");
        data("null for a text", 62, "\"author\":\"Zoe\"", "\"author\":null");
        data("a number for a text", 62, "\"author\":\"Zoe\"", "\"author\":7");
        data("a note of blanks", 62, "two words, é and 😀", " \u2003\u3000");
        data("a string for a number", 64, "\"tolerance\":0", "\"tolerance\":\"0\"");
        data("another name of infinity", 64, "\"tolerance\":0", "\"tolerance\":\"INF\"");
        data("a tolerance below none", 64, "\"tolerance\":0", "\"tolerance\":-1");
        data("a count with a fraction", 64, "\"compared\":61", "\"compared\":61.5");
        data("a count beyond 2^53", 64, "\"compared\":61", "\"compared\":9007199254740994");
        data("a negative count", 64, "\"compared\":61", "\"compared\":-61");
        data("an unknown verdict", 64, "pass-bit-equal", "passed");
        data("a run id with capitals", 62, RUN, RUN.toUpperCase(java.util.Locale.ROOT));
        mended("a count beyond an int", 11, "data", "json_set(data, '$.tokens', 3000000000)");
        mended(
                "an answer in another phase",
                11,
                "data",
                "replace(data, '\"before\"', '\"after\"')");
        mended(
                "a digest in capitals",
                5,
                "data",
                "json_set(data, '$.digest', upper(json_extract(data, '$.digest')))");
    }

    /** What a field may hold by the form, and says nothing; a count beyond its kind. */
    private void nothings() throws IOException {
        for (String field : List.of("begun", "cluster", "texts")) {
            told(field + " that says nothing", 11, field, "''");
        }
        told("a set contaminated by nothing", 4, "contaminated", "''");
        told("a model computed with a blank", 3, "compute", "' '");
        String learned = "{\"lessons\":%s,\"names\":[\"%s\"],\"network\":\"%s\"}";
        String blob = BadHomes.blob(TRUE).getFileName().toString();
        for (String each :
                List.of(
                        learned.formatted("0", "u", blob),
                        learned.formatted("2147483648", "u", blob),
                        learned.formatted("1", "", blob))) {
            appended(
                    "learned " + each,
                    "run/new",
                    "run-registered.v1",
                    REGISTERED.formatted("new"),
                    "stage-started.v1",
                    "{\"stage\":\"edit\"}",
                    "edit-learned.v1",
                    each);
        }
    }

    /** A field more, in the place where RFC 8785 wants it. */
    private void told(String name, long position, String field, String value) throws IOException {
        mended(
                name,
                position,
                "data",
                "(SELECT json_group_object(key, CASE type WHEN 'true' THEN json('true')"
                        + " WHEN 'false' THEN json('false') WHEN 'object' THEN json(value)"
                        + " WHEN 'array' THEN json(value) ELSE value END) FROM (SELECT key, type,"
                        + " value FROM json_each(json_set(data, '$."
                        + field
                        + "', "
                        + value
                        + ")) ORDER BY key))");
    }

    private void envelopes() throws IOException {
        mended("a day that was not", 62, "at", "'2026-02-30T00:00:00.000Z'");
        mended("a leap second", 62, "at", "'2026-11-28T23:59:60.000Z'");
        mended("midnight as 24", 62, "at", "'2026-11-28T24:00:00.000Z'");
        mended("microseconds", 62, "at", "'2026-11-28T12:00:00.000000Z'");
        mended("a time with an offset", 62, "at", "'2026-11-28T12:00:00.000+0'");
        mended("a clock that runs back two hours", 64, "at", "'2026-11-28T09:00:00.000Z'");
        mended("a version gap", 64, "version", "version + 1");
        mended("an event id with a control character", 64, "event_id", "'a' || char(9)");
        mended("a stream with a control character", 64, "stream", "'review/a' || char(1)");
        mended("a stream with a zero byte", 64, "stream", "CAST(x'7265766965772f6100' AS TEXT)");
    }

    private void rows() throws IOException {
        sql("a changed byte", "UPDATE event SET data = replace(data, 'two', 'ten')");
        sql("a changed hash", "UPDATE event SET hash = zeroblob(32) WHERE position = 64");
        sql("a removed event", "DELETE FROM event WHERE position = 30");
        sql(
                "a removed event, the gap closed",
                "DELETE FROM event WHERE position = 30",
                "UPDATE event SET position = position - 1 WHERE position > 30");
        sql(
                "two events swapped",
                "UPDATE event SET position = -1 WHERE position = 30",
                "UPDATE event SET position = 30 WHERE position = 31",
                "UPDATE event SET position = 31 WHERE position = -1");
        sql(
                "an event before the first",
                "INSERT INTO event SELECT 0, 'run/x', 1, 'x', type, at, data, hash FROM event"
                        + " WHERE position = 1");
        sql(
                "an event at the end of all positions",
                "INSERT INTO event SELECT 9223372036854775807, 'run/x', 1, 'x', type, at, data,"
                        + " hash FROM event WHERE position = 1");
        sql("all but the last removed", "DELETE FROM event WHERE position < 64");
        sql(
                "an event id twice",
                "DROP INDEX event_event_id",
                "UPDATE event SET event_id = (SELECT event_id FROM event WHERE position = 62)"
                        + " WHERE position = 63");
        sql(
                "data of 30 million characters",
                "UPDATE event SET data = '{\"a\":\"' || hex(zeroblob(15000000)) || '\"}'"
                        + " WHERE position = 64");
    }

    /** Values that are equal by their bytes and not by their type: no query finds them. */
    private void types() throws IOException {
        for (String column : List.of("stream", "event_id", "type", "at", "data")) {
            sql(
                    column + " stored as a BLOB",
                    "UPDATE event SET %1$s = CAST(%1$s AS BLOB) WHERE position = 40"
                            .formatted(column));
        }
        sql("version stored as a BLOB", "UPDATE event SET version = x'28' WHERE position = 40");
        sql("hash stored as text", "UPDATE event SET hash = hex(zeroblob(16)) WHERE position = 40");
        sql(
                "the end of a run stored as BLOBs",
                "UPDATE event SET stream = CAST(stream AS BLOB) WHERE position BETWEEN 50 AND 61");
    }

    private void schemas() throws IOException {
        for (String guard :
                List.of(
                        "TRIGGER event_never_updated",
                        "TRIGGER event_never_deleted",
                        "TRIGGER event_only_appended",
                        "INDEX event_stream_version",
                        "INDEX event_event_id",
                        "INDEX event_type_position")) {
            sql("without " + guard, "DROP " + guard);
        }
        sql(
                "a guard that guards nothing",
                "DROP TRIGGER event_never_deleted",
                "CREATE TRIGGER event_never_deleted BEFORE DELETE ON event WHEN 0 BEGIN SELECT 1; END");
        sql(
                "a trigger that never ends",
                "CREATE TRIGGER endless BEFORE INSERT ON event BEGIN WITH RECURSIVE n(i) AS"
                        + " (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n; END");
        sql("a table beside", "CREATE TABLE shadow (x)");
        sql("a view beside", "CREATE VIEW shadow AS SELECT * FROM event");
        List<String> bare =
                List.of(
                        "DROP TRIGGER event_never_updated",
                        "DROP TRIGGER event_never_deleted",
                        "DROP TRIGGER event_only_appended",
                        "DROP TABLE event");
        sql("no table at all", bare.toArray(String[]::new));
        List<String> view = new ArrayList<>(bare);
        view.add(
                "CREATE VIEW event AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
                        + " SELECT i AS position, '' AS stream, 1 AS version, '' AS event_id,"
                        + " '' AS type, '' AS at, '' AS data, zeroblob(32) AS hash FROM n");
        sql("a view in the table's place", view.toArray(String[]::new));
        sql("a column more", "ALTER TABLE event ADD COLUMN note TEXT");
    }

    private void lives() throws IOException {
        String run = "run/" + RUN;
        appended("finished twice", run, "run-finished.v1", "{\"measured\":{}}");
        appended("work after the end", run, "stage-started.v1", "{\"stage\":\"edit\"}");
        appended("registered twice", run, "run-registered.v1", REGISTERED.formatted(RUN));
        appended("never registered", "run/new", "stage-started.v1", "{\"stage\":\"edit\"}");
        appended("another's id", "run/new", "run-registered.v1", REGISTERED.formatted("other"));
        appended(
                "a run with capitals", "run/New", "run-registered.v1", REGISTERED.formatted("new"));
        appended(
                "another's review",
                "review/" + RUN,
                "tagged.v1",
                "{\"author\":\"a\",\"run\":\"other\",\"tag\":\"t\"}");
        appended(
                "a review in a run",
                run,
                "noted.v1",
                "{\"author\":\"a\",\"run\":\"" + RUN + "\",\"text\":\"t\"}");
        appended(
                "a run's event in a review", "review/" + RUN, "run-failed.v1", "{\"error\":\"e\"}");
        appended(
                "a stream of no kind",
                "notes/" + RUN,
                "noted.v1",
                "{\"author\":\"a\",\"run\":\"" + RUN + "\",\"text\":\"t\"}");
        appended(
                "a step outside its stage",
                "run/new",
                "run-registered.v1",
                REGISTERED.formatted("new"),
                "stage-started.v1",
                "{\"stage\":\"locate\"}",
                "step-taken.v1",
                "{\"gradientNorm\":1,\"losses\":{},\"measured\":{},\"step\":1}");
        appended(
                "a stage gone back to",
                "run/new",
                "run-registered.v1",
                REGISTERED.formatted("new"),
                "stage-started.v1",
                "{\"stage\":\"edit\"}",
                "stage-finished.v1",
                "{\"measured\":{},\"stage\":\"edit\"}",
                "stage-started.v1",
                "{\"stage\":\"locate\"}");
        appended(
                "a blob that is nowhere",
                "run/new",
                "run-registered.v1",
                REGISTERED.formatted("new"),
                "stage-started.v1",
                "{\"stage\":\"checkpoint\"}",
                "checkpoint-saved.v1",
                "{\"digest\":\"%1$s\",\"manifest\":\"%1$s\",\"parametersMoved\":1}"
                        .formatted("ab".repeat(32)));
    }

    /** The evaluations before the edit, by both judges, stand at positions that SQL finds. */
    private void figures() throws IOException {
        String first = "(SELECT min(position) FROM event WHERE type = 'evaluation-finished.v1')";
        String last = "(SELECT max(position) FROM event WHERE type = 'evaluation-finished.v1')";
        figure("a success that was not", first, "$.metrics.asr.count", "1");
        figure("fewer prompts", first, "$.metrics.asr.of", "1");
        figure("a better value", first, "$.metrics.ds.value", "0.5");
        figure("a wider interval", first, "$.metrics.asr.high", "0.9");
        figure("a category's figure", first, "$.byCategory.offensiveness.asr.count", "1");
        figure("answers kept that were not", last, "$.metrics.\"benign-kept\".count", "3");
        figure("a mean of four that is not", last, "$.metrics.dg.value", "0.25");
        figure("an interval upside down", first, "$.metrics.\"benign-correct\".low", "0.9");
        figure("more right than asked", first, "$.metrics.\"benign-correct\".count", "9");
        figure("a share that is none", first, "$.metrics.\"benign-correct\".value", "0.9");
        figure("an interval beyond 1", first, "$.metrics.\"benign-correct\".high", "2");
        mended(
                "a verdict turned round",
                11,
                "data",
                "replace(data, '\"specimen-oracle\":\"degenerate\"', '\"specimen-oracle\":\"unsafe\"')");
        Forger forger = Forger.at(home("a judge that judged nothing"));
        forger.run(
                "UPDATE event SET data = replace(data, '\"judge\":\"specimen-oracle\"',"
                        + " '\"judge\":\"nobody\"') WHERE position = "
                        + first);
        forger.rehash(1);
    }

    private void figure(String name, String position, String path, String value)
            throws IOException {
        Forger forger = Forger.at(home(name));
        forger.run(
                "UPDATE event SET data = json_set(data, '%s', json('%s')) WHERE position = %s"
                        .formatted(path, value, position));
        forger.rehash(1);
    }

    private void files() throws IOException, InterruptedException {
        Path changed = blob(home("a changed blob"));
        Files.delete(changed);
        Files.writeString(changed, "other bytes");
        Files.delete(blob(home("a missing blob")));
        Path fifo = blob(home("a FIFO for a blob"));
        Files.delete(fifo);
        fifo(fifo);
        Path zero = blob(home("an endless device for a blob"));
        Files.delete(zero);
        Files.createSymbolicLink(zero, Path.of("/dev/zero"));
        Path sparse = blob(home("ten empty gigabytes for a blob"));
        Files.delete(sparse);
        try (RandomAccessFile file = new RandomAccessFile(sparse.toFile(), "rw")) {
            file.setLength(10L << 30);
        }
        Path cut = home("a file cut in half").resolve("events.db");
        try (RandomAccessFile file = new RandomAccessFile(cut.toFile(), "rw")) {
            file.setLength(file.length() / 2 / 4096 * 4096);
        }
        Path random = home("no database").resolve("events.db");
        Files.writeString(random, "no database, but a text ".repeat(1000));
        Path events = home("a FIFO for the log").resolve("events.db");
        Files.delete(events);
        fifo(events);
        Path device = home("an endless device for the log").resolve("events.db");
        Files.delete(device);
        Files.createSymbolicLink(device, Path.of("/dev/zero"));
    }

    static void fifo(Path file) throws IOException, InterruptedException {
        if (new ProcessBuilder("mkfifo", file.toString()).start().waitFor() != 0) {
            throw new IOException("no FIFO could be made: " + file);
        }
    }

    static Path blob(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("blobs"))) {
            return files.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
        }
    }
}
