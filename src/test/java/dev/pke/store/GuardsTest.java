package dev.pke.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.TickingClock;
import dev.pke.event.ExpectedVersion;
import dev.pke.event.NewEvent;
import dev.pke.event.Recorded;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** The table itself refuses whatever is not an append, from any program that opens the file. */
class GuardsTest {
    @TempDir Path folder;
    private SqlEventStore store;
    private List<Recorded> before;

    @BeforeEach
    void twoEvents() {
        store = SqlEventStore.open(folder.resolve("events.db"), new TickingClock());
        before =
                store.append(
                        "run/a",
                        ExpectedVersion.none(),
                        List.of(
                                new NewEvent("a", "noted.v1", "{}"),
                                new NewEvent("b", "noted.v1", "{}")));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE event SET data = '{\"x\":1}' WHERE position = 1",
                "UPDATE OR REPLACE event SET position = 1 WHERE position = 2",
                "UPDATE event SET hash = zeroblob(32)",
                "DELETE FROM event WHERE position = 2",
                "DELETE FROM event",
                "REPLACE INTO event VALUES (1,'run/a',1,'a','noted.v1','','{}',zeroblob(32))",
                "REPLACE INTO event VALUES (3,'run/a',3,'a','noted.v1','','{}',zeroblob(32))",
                "REPLACE INTO event VALUES (3,'run/a',2,'c','noted.v1','','{}',zeroblob(32))",
                "REPLACE INTO event VALUES (2,'run/a',3,'c','noted.v1','','{}',zeroblob(32))",
                "INSERT OR IGNORE INTO event VALUES (1,'run/a',1,'a','','','',zeroblob(32))",
                "INSERT INTO event VALUES (2,'run/a',2,'b','','','{}',zeroblob(32))"
                        + " ON CONFLICT (event_id) DO UPDATE SET data = excluded.data",
                "INSERT INTO event VALUES (2,'run/a',2,'b','','','{}',zeroblob(32))"
                        + " ON CONFLICT DO NOTHING",
                "INSERT INTO event VALUES (4,'run/a',3,'c','','','{}',zeroblob(32))",
                "INSERT INTO event VALUES (3,'run/a',4,'c','','','{}',zeroblob(32))",
                "INSERT INTO event VALUES (3,'run/b',2,'c','','','{}',zeroblob(32))",
                "INSERT INTO event VALUES (NULL,'run/b',1,'c','','','{}',zeroblob(32))"
            })
    void whatIsNoAppendIsRefused(String sql) throws Exception {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + store.database().place());
                var statement = connection.createStatement()) {
            SQLException refused =
                    assertThrows(SQLException.class, () -> statement.executeUpdate(sql));
            assertTrue(refused.toString().contains("append-only"), refused.toString());
        }
        assertEquals(before, store.readAll(0, 10));
    }

    @Test
    void whatTheScriptsMakeHasTheDigestThatIsWritten() throws SQLException {
        assertEquals(
                SchemaCheck.MADE, SchemaCheck.digest(SchemaCheck.made(Migrator.SCRIPTS.size())));
    }
}
