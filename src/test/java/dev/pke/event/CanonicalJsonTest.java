package dev.pke.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

class CanonicalJsonTest {
    /** RFC 8785, appendix B. */
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2"
    })
    void numbersAreSpelledAsEcmaScriptSpellsThem(String bits, String spelled) {
        double x = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
        assertEquals(spelled, CanonicalJson.write(x));
    }

    @Test
    void aSpelledDoubleReadsBackAsItselfAndNoShorterOneDoes() {
        Random random = new Random(8785);
        for (int i = 0; i < 50_000; i++) {
            double x = Double.longBitsToDouble(random.nextLong());
            if (i % 2 == 1) {
                x = (float) random.nextGaussian() * Math.pow(10, random.nextInt(-12, 12));
            }
            if (!Double.isFinite(x)) {
                continue;
            }
            String spelled = CanonicalJson.write(x);
            assertEquals(x, Double.parseDouble(spelled));
            assertEquals(-1, CanonicalJson.firstFault("{\"x\":" + spelled + "}"));
            int digits = new java.math.BigDecimal(spelled).stripTrailingZeros().precision();
            if (digits > 1) {
                var shorter =
                        new java.math.BigDecimal(x).round(new java.math.MathContext(digits - 1));
                assertNotEquals(x, shorter.doubleValue(), spelled);
            }
        }
    }

    @Test
    void floatsAreWidenedAndNonFiniteNumbersAreStrings() {
        assertEquals("0.10000000149011612", CanonicalJson.write(0.1f));
        assertEquals("\"NaN\"", CanonicalJson.write(Double.NaN));
        assertEquals("\"-Infinity\"", CanonicalJson.write(Float.NEGATIVE_INFINITY));
        assertEquals("\"Infinity\"", CanonicalJson.write(Double.POSITIVE_INFINITY));
    }

    @Test
    void integersBeyondTwoToThe53AreRefused() {
        assertEquals("9007199254740992", CanonicalJson.write(1L << 53));
        assertThrows(IllegalArgumentException.class, () -> CanonicalJson.write((1L << 53) + 1));
        assertThrows(IllegalArgumentException.class, () -> CanonicalJson.write(Long.MIN_VALUE));
    }

    /** RFC 8785, section 3.2.3: keys sort by UTF-16 units. */
    @Test
    void keysSortByTheirUtf16Units() {
        String written =
                CanonicalJson.write(
                        Map.of(
                                "\u20ac",
                                1,
                                "\r",
                                2,
                                "\ufb33",
                                3,
                                "1",
                                4,
                                "\ud83d\ude00",
                                5,
                                "\u0080",
                                6,
                                "\u00f6",
                                7));
        assertEquals(
                "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"\u00f6\":7,\"\u20ac\":1,\"\ud83d\ude00\":5,"
                        + "\"\ufb33\":3}",
                written);
        assertEquals(-1, CanonicalJson.firstFault(written));
    }

    @Test
    void stringsHaveTheFewestEscapesAndNoLoneSurrogates() {
        String raw = "\u20ac$\u000f\nA'B\"\\\\\"/\u007f\u2028";
        assertEquals(
                "\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\u007f\u2028\"", CanonicalJson.write(raw));
        assertEquals("\"a\ufffdb\"", CanonicalJson.write("a\ud800b"));
        assertEquals(
                "\"\ufffd\ud83d\ude00\ufffd\"", CanonicalJson.write("\ude00\ud83d\ude00\ud83d"));
        assertThrows(
                IllegalArgumentException.class,
                () -> CanonicalJson.write(Map.of("\ud800", 1, "\ufffd", 2)));
    }

    @Test
    void whatIsWrittenIsCanonicalAndReadsBack() {
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            Map<String, Object> value = new LinkedHashMap<>();
            value.put("value", anything(random, 0));
            String written = CanonicalJson.write(value);
            assertEquals(-1, CanonicalJson.firstFault(written), written);
            assertEquals(written, CanonicalJson.canonical(written));
            assertEquals(
                    written, CanonicalJson.canonical(" " + written.replace(",", " ,\n") + "\t"));
        }
    }

    private static @org.jspecify.annotations.Nullable Object anything(Random random, int depth) {
        return switch (random.nextInt(depth > 4 ? 5 : 7)) {
            case 0 -> random.nextBoolean();
            case 1 -> random.nextLong(-1L << 53, 1L << 53);
            case 2 -> random.nextGaussian();
            case 3 -> word(random);
            case 4 -> null;
            case 5 -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(anything(random, depth + 1));
                }
                yield list;
            }
            default -> {
                Map<String, Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    map.put(word(random), anything(random, depth + 1));
                }
                yield map;
            }
        };
    }

    private static String word(Random random) {
        int[] points = new int[random.nextInt(6)];
        Arrays.setAll(
                points,
                i -> "ab\"\\\n\u0001\u001f\b/\u00e9\u20ac\u2028z".charAt(random.nextInt(13)));
        return new String(points, 0, points.length)
                + (random.nextInt(9) == 0 ? "\ud83d\ude00" : "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}x",
                "{} ",
                " {}",
                "{\"a\":1.0}",
                "{\"a\":01}",
                "{\"a\":-0}",
                "{\"a\":1e3}",
                "{\"a\":1E400}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":-}",
                "{\"a\":}",
                "{\"b\":1,\"a\":2}",
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,}",
                "{\"a\": 1}",
                "{\"a\":[1,]}",
                "{\"a\":\"\\/\"}",
                "{\"a\":\"\\u000a\"}",
                "{\"a\":\"\\u001F\"}",
                "{\"a\":\"\\u0041\"}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\ud800\"}",
                "{\"a\":9007199254740993}",
                "{\"a\":nul}",
                "{\"a\":NaN}",
                "{\"a\":0.50}",
                "{\"a\":100000000000000000000000}",
                "{\"a\":\"x}",
                "{\"a\":-01}",
                "{\"a\":1-1}",
                "{\"a\":\"\\ud800\"}"
            })
    void anyOtherSpellingIsFound(String text) {
        assertTrue(CanonicalJson.firstFault(text) >= 0);
        assertThrows(IllegalArgumentException.class, () -> new NewEvent("id", "noted.v1", text));
    }

    @Test
    void parsingKeepsIntegersExactAndTheRestAsDoubles() {
        assertEquals(
                Arrays.asList(
                        1L, -9007199254740992L, 9007199254740992.0, 0.5, 1e3, -0.0, null, true),
                CanonicalJson.parse(
                        "[1,-9007199254740992, 9007199254740993,0.5,1e3,-0,null,true]"));
        assertEquals(
                Map.of("\ufffd", "\ud83d\ude00/"),
                CanonicalJson.parse("{\"\\uD800\":\"\\ud83d\\uDE00\\/\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[1",
                "[1,]",
                "{\"a\"}",
                "{\"a\":1,}",
                "01",
                "-",
                "1.",
                "1e",
                "+1",
                "nul",
                "\"\t\"",
                "\"\\x\"",
                "\"\\u12g4\"",
                "1 2",
                "{\"a\":1,\"\\u0061\":2}",
                "1e999",
                "'a'",
                "\"abc",
                "// no",
                "\u00a01"
            })
    void whatIsNoJsonIsRefusedWithItsPlace(String text) {
        assertThrows(MalformedJson.class, () -> CanonicalJson.parse(text));
    }

    @Test
    void nestingHasALimit() {
        String deep = "[".repeat(1000) + "]".repeat(1000);
        assertThrows(MalformedJson.class, () -> CanonicalJson.parse(deep));
        assertTrue(CanonicalJson.firstFault("{\"a\":" + deep + "}") > 0);
        Object value = List.of();
        for (int i = 0; i < 100; i++) {
            value = List.of(value);
        }
        Object tower = value;
        assertThrows(IllegalArgumentException.class, () -> CanonicalJson.write(tower));
    }
}
