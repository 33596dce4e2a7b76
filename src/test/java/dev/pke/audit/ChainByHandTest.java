package dev.pke.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.TickingClock;
import dev.pke.store.Home;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.DriverManager;

/** Recomputes the chain from its definition alone: SQL, SHA-256, and no code of the store's. */
class ChainByHandTest {
    @TempDir Path folder;

    @Test
    void everyHashFollowsFromTheHashBeforeAndTheEvent() throws Exception {
        long count;
        try (Home home = Home.open(folder, new TickingClock())) {
            count = SampleLog.write(home.store(), home.blobs(), 25);
        }
        byte[] hash = new byte[32];
        long position = 0;
        try (var db = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("events.db"));
                var statement = db.createStatement();
                var row = statement.executeQuery("SELECT * FROM event ORDER BY position")) {
            while (row.next()) {
                position++;
                String event =
                        "{\"at\":\""
                                + row.getString("at")
                                + "\",\"data\":"
                                + row.getString("data")
                                + ",\"event_id\":\""
                                + row.getString("event_id")
                                + "\",\"position\":"
                                + position
                                + ",\"stream\":\""
                                + row.getString("stream")
                                + "\",\"type\":\""
                                + row.getString("type")
                                + "\",\"version\":"
                                + row.getLong("version")
                                + "}";
                MessageDigest sha = MessageDigest.getInstance("SHA-256");
                sha.update(hash);
                hash = sha.digest(event.getBytes(UTF_8));
                assertArrayEquals(row.getBytes("hash"), hash, "position " + position);
            }
        }
        assertEquals(count, position);
    }
}
