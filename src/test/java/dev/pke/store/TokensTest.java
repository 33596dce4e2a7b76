package dev.pke.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.fault.UserError;
import dev.pke.store.Tokens.Grant;
import dev.pke.store.Tokens.Scope;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

class TokensTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(3600);
    private static final String SECRET = "pke_a-secret-of-invented-words";

    @TempDir Path folder;

    private Home open(Instant now) {
        return Home.open(folder, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static Grant grant(String name, Scope scope, String run) {
        return new Grant(name, scope, run, LATER, null);
    }

    @Test
    void aTokenHoldsUntilItEndsOrIsTakenBack() {
        try (Home home = open(NOON)) {
            home.tokens().add(grant("a", Scope.APPEND, "cell-1"), SECRET);
            Grant found = home.tokens().shown(SECRET);
            assertNotNull(found);
            assertTrue(found.appendsTo("cell-1"));
            assertFalse(found.appendsTo("cell-2"));
            assertNull(home.tokens().shown(SECRET + "x"));
        }
        try (Home late = open(LATER)) {
            assertNull(late.tokens().shown(SECRET));
        }
        try (Home home = open(NOON)) {
            assertTrue(home.tokens().revoke("a"));
            assertFalse(home.tokens().revoke("a"));
            assertNull(home.tokens().shown(SECRET));
            assertEquals(NOON, home.tokens().all().getFirst().revoked());
        }
    }

    @Test
    void aNameIsGivenOnceSoThatALogNamesOneToken() {
        try (Home home = open(NOON)) {
            home.tokens().add(grant("a", Scope.READ, ""), SECRET);
            assertThrows(
                    UserError.class,
                    () -> home.tokens().add(grant("a", Scope.ADMIN, ""), SECRET + "2"));
            assertEquals(Scope.READ, home.tokens().all().getFirst().scope());
        }
    }

    @Test
    void theSecretIsNowhereInTheFiles() throws Exception {
        try (Home home = open(NOON)) {
            home.tokens().add(grant("a", Scope.ADMIN, ""), SECRET);
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertFalse(bytes.contains(SECRET), file::toString);
            }
        }
    }

    @Test
    void aHomeThatIsOnlyReadTellsItsTokens() {
        try (Home home = open(NOON)) {
            home.tokens().add(grant("a", Scope.APPEND, ""), SECRET);
        }
        try (Home reading = Home.openReadOnly(folder)) {
            assertEquals(1, reading.tokens().all().size());
        }
    }
}
