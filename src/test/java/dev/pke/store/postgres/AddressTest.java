package dev.pke.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.fault.UserError;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

class AddressTest {
    @Test
    void whatTheAddressLeavesOutComesFromTheEnvironment() {
        Map<String, String> env = Map.of("PGUSER", "alice", "PGPASSWORD", "hush");
        Address address = Address.parse("postgres://db.example/pke?sslmode=verify-full", env);
        assertEquals("jdbc:postgresql://db.example:5432/pke", address.jdbc());
        assertEquals("alice", address.properties().getProperty("user"));
        assertEquals("hush", address.properties().getProperty("password"));
        assertEquals("verify-full", address.properties().getProperty("sslmode"));
        Address own = Address.parse("postgresql://b%40b@db:1/pke", env);
        assertEquals("b@b", own.properties().getProperty("user"));
    }

    @Test
    void aPasswordIsNeverPartOfWhatIsShown() {
        String url = "postgres://alice:hu%20sh@db/pke";
        Address address = Address.parse(url, Map.of());
        assertEquals("hu sh", address.properties().getProperty("password"));
        assertEquals("postgres://db:5432/pke", address.place());
        assertFalse((address + address.jdbc()).contains("hu"));
        assertTrue(Address.hasPassword(url));
        assertTrue(Address.hasPassword("postgres://db/pke?password=hush"));
        assertFalse(Address.hasPassword("postgres://alice@db/pke"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://",
                "postgres://db",
                "postgres://db/",
                "postgres://a:hush@db/a/b",
                "postgres://a:hush@db/pke?sslmode",
                "postgres://a:hu sh@db/pke"
            })
    void anAddressThatIsNoneIsOneLineWithoutThePassword(String url) {
        UserError error = assertThrows(UserError.class, () -> Address.parse(url, Map.of()));
        assertEquals(1, error.line().lines().count());
        assertFalse(error.line().contains("hu"), error.line());
    }
}
