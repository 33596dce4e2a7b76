package dev.pke.model.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.model.Faults;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A model is found by a folder's path, with variables in it, or by its id in the Hub cache. */
class ModelPlacesTest {
    @TempDir Path dir;

    @Test
    void homeAndVariablesAreReplaced() {
        var places = new ModelPlaces(Map.of("HOME", "/home/me", "MODELS", "/data/$x"));
        assertEquals("/home/me/a", places.expand("~/a"));
        assertEquals("/data/$x/b/data/$x", places.expand("$MODELS/b${MODELS}"));
        assertEquals("a~b", places.expand("a~b"));
        assertEquals("the variable NONE is not set", Faults.line(() -> places.expand("$NONE/a")));
        assertEquals("$NONE", ModelPlaces.none().expand("$NONE"));
    }

    @Test
    void anIdIsLookedUpInTheCacheAndElseTheDownloadIsTold() throws IOException {
        var places = new ModelPlaces(Map.of("HF_HOME", dir.toString()));
        Path id = Path.of("some-org/tiny.model");
        String line = Faults.line(() -> places.find(id));
        assertTrue(line.endsWith("download it first with: hf download some-org/tiny.model"), line);
        Path model = dir.resolve("hub/models--some-org--tiny.model");
        Path snapshot = Files.createDirectories(model.resolve("snapshots/abc"));
        Files.createDirectories(model.resolve("refs"));
        Files.writeString(model.resolve("refs/main"), "abc\n");
        assertEquals(snapshot, places.find(id));
        assertEquals(dir, places.find(dir));
        assertEquals(Path.of("no/such/folder"), places.find(Path.of("no/such/folder")));
    }
}
