package dev.pke.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.pke.TickingClock;
import dev.pke.audit.SampleLog;
import dev.pke.event.CanonicalJson;
import dev.pke.event.InMemoryBlobs;
import dev.pke.event.InMemoryEventStore;
import dev.pke.event.Recorded;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

class CsvTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "plain|plain",
                "a,b|\"a,b\"",
                "say \"x\"|\"say \"\"x\"\"\"",
                "=1+1|'=1+1",
                "+1|'+1",
                "-1|'-1",
                "@SUM(A1)|'@SUM(A1)",
                "~ =1+1~|~' =1+1~",
                "=HYPERLINK(\"a\",\"b\")|\"'=HYPERLINK(\"\"a\"\",\"\"b\"\")\"",
                "1-1|1-1"
            })
    void noTextIsTakenForAFormula(String cell, String written) {
        assertEquals(written + "\r\n", Csv.row(List.of(cell)));
    }

    @Test
    void controlCharactersAtTheStartAreDefusedToo() {
        assertEquals("'\t=1\r\n", Csv.row(List.of("\t=1")));
        assertEquals("\"'\r=1\"\r\n", Csv.row(List.of("\r=1")));
        assertEquals("'\uff1d1\r\n", Csv.row(List.of("\uff1d1")));
    }

    @Test
    void numbersStayNumbers() {
        assertEquals("-1.5,3,,x\r\n", Csv.row(Arrays.asList(-1.5, 3L, null, "x")));
    }

    @Test
    void stepsBecomeOneRowATerm() {
        InMemoryEventStore store = new InMemoryEventStore(new TickingClock());
        SampleLog.write(store, new InMemoryBlobs(), 4);
        StringBuilder rows = new StringBuilder();
        for (Recorded event : store.readAll(0, 100)) {
            Tables.STEPS
                    .rows(new Subject("a/b", "pke", "plain", "7"), event, new InMemoryBlobs())
                    .forEach(row -> rows.append(Csv.row(row)));
        }
        List<String> expected =
                List.of(
                        "two,a/b,pke,plain,7,4,1,kl,3.3333333333333334E-8,0.30000000000000004",
                        "two,a/b,pke,plain,7,4,1,nan,NaN,0.30000000000000004",
                        "one,a/b,pke,plain,7,6,1,kl,2.5E-8,0.4",
                        "one,a/b,pke,plain,7,6,1,nan,NaN,0.4");
        assertEquals(expected, rows.toString().lines().toList());
    }

    @Test
    void aCloudEventCarriesTheEnvelopeAndTheChain() {
        InMemoryEventStore store = new InMemoryEventStore(new TickingClock());
        SampleLog.write(store, new InMemoryBlobs(), 2);
        Recorded event = store.readAll(0, 100).getLast();
        Object read = CanonicalJson.parse(CloudEvents.line(event, "pke/0123"));
        Map<?, ?> line = assertInstanceOf(Map.class, read);
        assertEquals("1.0", line.get("specversion"));
        assertEquals(event.eventId(), line.get("id"));
        assertEquals("/pke/0123", line.get("source"));
        assertEquals("dev.pke.stage-finished.v1", line.get("type"));
        assertEquals(event.at(), line.get("time"));
        assertEquals("8", line.get("sequence"));
        assertEquals(event.hashHex(), line.get("chainhash"));
        assertEquals(CanonicalJson.parse(event.data()), line.get("data"));
    }
}
