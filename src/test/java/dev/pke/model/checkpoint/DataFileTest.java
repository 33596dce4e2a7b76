package dev.pke.model.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.fault.Fields;
import dev.pke.fault.ModelError;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

class DataFileTest {
    private static final String ARRAY = "[{\"a\": \"one\", \"b\": \"x\"}, {\"a\": \"two\"}]";
    private static final String LINES = "{\"a\": \"one\", \"b\": \"x\"}\n\n{\"a\": \"two\"}\r\n";
    private static final Set<String> NESTED = Set.of("n");
    private static final String CSV = "a,b\none,x\r\n\ntwo,\n";

    @TempDir Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF"})
    void everyFormHoldsTheSameRecordsPackedOrNotWithAMarkOrWithout(String mark) throws IOException {
        for (List<String> form :
                List.of(
                        List.of("d.json", ARRAY),
                        List.of("d.jsonl", LINES),
                        List.of("d.txt", LINES),
                        List.of("d.CSV", CSV))) {
            byte[] bytes = (mark + form.getLast()).getBytes(UTF_8);
            for (Path file :
                    List.of(
                            file(form.getFirst(), bytes),
                            file(form.getFirst() + ".gz", packed(bytes)))) {
                List<Fields> records = DataFile.records(file, NESTED);
                assertEquals(
                        List.of("one", "two"),
                        records.stream().map(each -> each.text("a")).toList(),
                        file.toString());
                assertEquals("x", records.getFirst().text("b"));
                assertTrue(!records.getLast().has("b"));
            }
        }
    }

    @Test
    void quotedValuesHoldCommasQuotesAndLines() throws IOException {
        String csv = "id,text\n1,\"a, \"\"b\"\"\nand c\"\n2,\"\"\"\"\n";
        List<Fields> records = DataFile.records(file("d.csv", csv.getBytes(UTF_8)), NESTED);
        assertEquals("a, \"b\"\nand c", records.getFirst().text("text"));
        assertEquals("\"", records.getLast().text("text"));
        assertTrue(records.getLast().where().endsWith("record 2 (line 4)"));
    }

    @Test
    void whatHoldsMoreThanATextIsJsonOrAColumnAPart() throws IOException {
        String whole = "a.b,n\n{1},\"{\"\"b.c\"\": \"\"x, y\"\"}\"\n,\"[1]\"\n";
        List<Fields> records = DataFile.records(file("d.csv", whole.getBytes(UTF_8)), NESTED);
        assertEquals(
                "{\"a.b\":\"{1}\",\"n\":{\"b.c\":\"x, y\"}}", records.getFirst().node().toString());
        assertEquals("{\"n\":[1]}", records.getLast().node().toString());
        String parts = "n.b,n.c.d\nx,y\nx,\n,\"\"\n";
        records = DataFile.records(file("d.csv", parts.getBytes(UTF_8)), NESTED);
        assertEquals("{\"n\":{\"b\":\"x\",\"c.d\":\"y\"}}", records.getFirst().node().toString());
        assertEquals("{\"n\":{\"b\":\"x\"}}", records.get(1).node().toString());
        assertEquals("{}", records.getLast().node().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "d.csv | a,b;1 | line 2 has 1 values, the header 2 names",
                "d.csv | a,b;1,\"2 | line 2: a quote is never closed",
                "d.csv | a,b;1,\"2\"3 | text behind a closing quote",
                "d.csv | n.b,n;1,2 | line 1: 'n.b' is a part of 'n', a column too: leave one out",
                "d.csv | n;{'b': 1} | record 1 (line 2): column 'n' must hold JSON",
                "d.csv | n;7 | or have a column a part, named 'n.PART'",
                "d.csv | a,a;1,2 | a header needs different names",
                "d.jsonl | {\"a\":1};{\"a\": | record 2 (line 2) is not valid JSON",
                "d.json | {\"a\":;[1]} | expected a JSON array of records, found an object",
                "d.json | hello | is not valid JSON",
                "d.json | [{\"a\":1},;{\"a\":NaN}] | is not valid JSON: Non-standard token 'NaN', at line 2",
                "d.json | [{\"a\":1}];[2] | is not valid JSON: Trailing token (`JsonToken.START_ARRAY`) found after value, at line 2",
                "d.json | // a;[] | Unexpected character ('/'): maybe a (non-standard) comment?",
                "d.json | version https://git-lfs.github.com/spec/v1; | it is a pointer of Git LFS: git lfs pull",
                "d.json | PAR1;;; | it is Parquet: write it as JSON lines or CSV",
                "d.json | <html>; | it is HTML or XML"
            })
    void aMistakeNamesTheFileAndTheLine(String name, String text, String told) throws IOException {
        Path file = file(name, text.replace(';', '\n').getBytes(UTF_8));
        String line = fault(file);
        assertTrue(line.contains(told) && line.startsWith(file.toString()), line);
        assertEquals(1, line.lines().count(), line);
    }

    @Test
    void anotherEncodingAndABrokenArchiveAreTold() throws IOException {
        assertTrue(
                fault(file("d.json", "[{\"a\":\"\u00e9\"}]".getBytes(ISO_8859_1)))
                        .contains("is not UTF-8"));
        assertTrue(fault(file("d.json.gz", ARRAY.getBytes(UTF_8))).contains("cannot be read"));
        assertTrue(fault(folder.resolve("no.json")).contains("does not exist"));
        byte[] packed = {31, (byte) 139, 8, 0};
        assertTrue(fault(file("d.json", packed)).endsWith("let its name end in .gz"));
        assertTrue(fault(folder).endsWith("is a folder: name the file"));
        Path circle = Files.createSymbolicLink(folder.resolve("circle"), Path.of("circle"));
        assertTrue(fault(circle).endsWith("cannot be read: its links lead in a circle"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFileWithoutAnEndIsNotRead() {
        assertTrue(fault(Path.of("/dev/zero")).contains("a device or a pipe"));
    }

    private static String fault(Path file) {
        return String.valueOf(
                assertThrows(ModelError.class, () -> DataFile.records(file, NESTED)).getMessage());
    }

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(out)) {
            packing.write(bytes);
        }
        return out.toByteArray();
    }
}
