package dev.pke.audit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pke.event.CanonicalJson;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

class CanonicalScanTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"a\":1}",
                "{\"a\":[],\"b\":{},\"c\":[1,\"x\",null,true,false]}",
                "{\"\":0,\"A\":-1,\"a\":1e+21,\"é\":1e-7,\"€\":0.000001}",
                "{\"a\":\"\\\"\\\\\\b\\f\\n\\r\\t\\u0000\\u001f\\u000b/\"}",
                "{\"\\t\":1,\" \":2,\"\\\\\":3,\"a\":4}",
                "{\"\ud83d\ude00\":1,\"\ufb33\":2}",
                "{\"a\":100000000000000000000,\"b\":9007199254740992}"
            })
    void acceptsTheOneSpelling(String text) {
        assertDoesNotThrow(() -> scan(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "1",
                " {}",
                "{} ",
                "{}\n",
                "{\"a\": 1}",
                "{\"a\":1,}",
                "{\"a\":1 ,\"b\":2}",
                "{\"b\":1,\"a\":2}",
                "{\"a\":1,\"a\":1}",
                "{\"a\":1.0}",
                "{\"a\":01}",
                "{\"a\":-0}",
                "{\"a\":1E3}",
                "{\"a\":1e3}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":0.10}",
                "{\"a\":9007199254740993}",
                "{\"a\":1e400}",
                "{\"a\":NaN}",
                "{\"a\":\"\\/\"}",
                "{\"a\":\"\\u0041\"}",
                "{\"a\":\"\\u001F\"}",
                "{\"a\":\"\\u0009\"}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"x}",
                "{\"a\":tru}",
                "{\"a\"}",
                "{\"\ufb33\":1,\"\ud83d\ude00\":2}"
            })
    void refusesEveryOtherSpelling(String text) {
        assertThrows(CanonicalScan.NotCanonical.class, () -> scan(text));
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[] bytes = {'{', '"', 'a', '"', ':', '"', (byte) 0xc3, '"', '}'};
        assertThrows(CanonicalScan.NotCanonical.class, () -> CanonicalScan.object(bytes));
    }

    @Test
    void refusesDepthThatWouldBreakTheStack() {
        String text = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        assertThrows(CanonicalScan.NotCanonical.class, () -> scan(text));
    }

    @Test
    void agreesWithTheWriterOnRandomDoubles() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            double x = Double.longBitsToDouble(random.nextLong());
            Map<String, Object> value = new TreeMap<>(Map.of("x", Double.isFinite(x) ? x : 0.5));
            assertDoesNotThrow(() -> scan(CanonicalJson.write(value)));
        }
    }

    @Test
    void agreesWithTheWriterOnTheSmallestDoubles() {
        for (long bits = 1; bits < 2000; bits++) {
            double x = Double.longBitsToDouble(bits);
            String text = CanonicalJson.write(new TreeMap<>(Map.of("x", x)));
            assertEquals("{\"x\":" + Numerals.write(x) + "}", text);
        }
    }

    @Test
    void writesNumbersAsEcmaScriptDoes() {
        assertEquals("333333333.3333333", Numerals.write(Double.parseDouble("333333333.33333329")));
        assertEquals("1e+30", Numerals.write(1e30));
        assertEquals("4.5", Numerals.write(4.50));
        assertEquals("0.002", Numerals.write(2e-3));
        assertEquals("1e-27", Numerals.write(0.000000000000000000000000001));
        assertEquals("5e-324", Numerals.write(Double.MIN_VALUE));
        assertEquals("-1.7976931348623157e+308", Numerals.write(-Double.MAX_VALUE));
    }

    private static void scan(String text) throws CanonicalScan.NotCanonical {
        CanonicalScan.object(text.getBytes(StandardCharsets.UTF_8));
    }
}
