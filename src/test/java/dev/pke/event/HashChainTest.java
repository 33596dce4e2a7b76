package dev.pke.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.HexFormat;

class HashChainTest {
    @Test
    void theHashedTextIsTheCanonicalJsonOfTheWholeEvent() {
        String text =
                HashChain.canonical(
                        7, "run/a", 3, "id-1", "noted.v1", "2026-11-20T17:05:01.042Z", "{\"z\":1}");
        assertEquals(
                "{\"at\":\"2026-11-20T17:05:01.042Z\",\"data\":{\"z\":1},\"event_id\":\"id-1\","
                        + "\"position\":7,\"stream\":\"run/a\",\"type\":\"noted.v1\",\"version\":3}",
                text);
        assertEquals(-1, CanonicalJson.firstFault(text));
    }

    /** The expected value is from: (32 zero bytes + the text) | sha256sum. */
    @Test
    void theFirstHashIsTheDigestOfZerosAndTheText() {
        byte[] hash =
                HashChain.next(
                        HashChain.start(),
                        1,
                        "run/a",
                        1,
                        "e1",
                        "noted.v1",
                        "2026-11-20T17:05:01.042Z",
                        "{}");
        assertEquals(
                "6369172f64033e5e925f060590e087b8124bfcf48a81b324f067933109c6d252",
                HexFormat.of().formatHex(hash));
    }
}
