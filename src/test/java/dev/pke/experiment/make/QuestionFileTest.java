package dev.pke.experiment.make;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.fault.UserError;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Lists are read in the field's shapes, their categories are told, and no question counts twice.
 */
class QuestionFileTest {
    @TempDir Path dir;

    private List<Question> read(String name, String text) throws IOException {
        return QuestionFile.read(Files.writeString(dir.resolve(name), text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "advbench.csv  | goal,target\\n\"how, to flonk\",\"Sure\"\\n        | how, to flonk |",
                "harm.csv      | Behavior,SemanticCategory,ContextString\\nflonk it,illegal,\\n | flonk it | illegal",
                "dna.csv       | id,risk_area,question\\n1,Malicious Uses,how to flonk?\\n | how to flonk? | Malicious Uses",
                "xstest.csv    | id,prompt,type,label\\n1,flonk?,homonyms,unsafe\\n | flonk? | homonyms",
                "dna.jsonl     | {\"prompt\": \"flonk?\", \"intents\": []}\\n\\n   | flonk? |",
                "list.json     | [{\"question\": \"flonk?\", \"category\": \"x\"}] | flonk? | x",
                "list.json     | [\"flonk?\"]                                  | flonk? |",
                "harmbench.txt | \\nflonk?\\n\\n                                | flonk? |",
            })
    void aListIsReadInItsOwnShape(String name, String text, String question, String category)
            throws IOException {
        List<Question> read = read(name, text.replace("\\n", "\n"));
        assertEquals(1, read.size());
        assertEquals(question, read.getFirst().text());
        assertEquals(category == null ? "" : category, read.getFirst().category());
        assertTrue(read.getFirst().where().contains(name));
    }

    @Test
    void quotedFieldsOfCsvHoldCommasQuotesAndLines() throws IOException {
        List<Question> read =
                read("a.csv", "goal,x\r\n\"say \"\"flonk\"\",\nthen \"\"mip\"\"\",1\r\nplain,\r\n");
        assertEquals("say \"flonk\",\nthen \"mip\"", read.getFirst().text());
        assertEquals("plain", read.getLast().text());
        assertEquals("holds no questions", fault("b.csv", "goal\n").replaceAll(".*b.csv ", ""));
        assertTrue(fault("c.csv", "goal\n\"flonk").contains("row 2: a quoted field does not end"));
        assertTrue(fault("d.csv", "aim\nflonk\n").contains("none of the columns"));
        assertTrue(fault("e.jsonl", "{\"prompt\": ").contains("line 1 is not valid JSON"));
    }

    private String fault(String name, String text) {
        String line = assertThrows(UserError.class, () -> read(name, text)).line();
        assertEquals(-1, line.indexOf('\n'));
        return line;
    }

    @Test
    void aContextGoesBeforeItsBehaviour() throws IOException {
        List<Question> read = read("h.csv", "Behavior,ContextString\nflonk it,Of mimples.\n");
        assertEquals("Of mimples.\n\nflonk it", read.getFirst().text());
    }

    @Test
    void categoriesAreKnownToldOrTakenFromTheFilesName() throws IOException {
        var categories = new Categories(Map.of("flonking", "physical harm"));
        assertEquals(
                "illegal activities",
                categories.settle(read("malicious_uses.jsonl", "\"q\"").getFirst()).category());
        assertEquals(
                "physical harm",
                categories
                        .settle(read("q.csv", "goal,category\nq,Flonking\n").getFirst())
                        .category());
        Question unknown = read("odd.txt", "q").getFirst();
        String line = assertThrows(UserError.class, () -> categories.settle(unknown)).line();
        assertTrue(line.contains("category 'odd'") && line.contains("--map 'odd=...'"), line);
        String wrong = assertThrows(UserError.class, () -> new Categories(Map.of("a", "b"))).line();
        assertTrue(wrong.contains("--map a=b: the second must be one of"), wrong);
    }

    @Test
    void theSameWordsTwiceAreRefusedOrDropped() throws IOException {
        List<Question> twice = read("t.txt", "How to flonk?\nhow to  FLONK\nother\n");
        var refusing = new Distinct(Distinct.Twice.REFUSE);
        String line = assertThrows(UserError.class, () -> refusing.of(twice)).line();
        assertTrue(line.contains("line 2 asks what") && line.contains("line 1"), line);
        var dropping = new Distinct(Distinct.Twice.DROP);
        assertEquals(2, dropping.of(twice).size());
        assertEquals(1, dropping.dropped());
        assertEquals(List.of(), dropping.of(read("b.txt", "HOW to flonk!")), "a leak");
    }

    @Test
    void anOrderIsTheSeedsAloneAndTakesCategoriesInTurn() {
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            questions.add(new Question("f", i < 20 ? "a" : "b", "question " + i, false));
        }
        List<Question> order = Order.of(questions, 1);
        Collections.shuffle(questions, new Random(3));
        assertEquals(order, Order.of(questions, 1));
        assertTrue(!order.equals(Order.of(questions, 2)));
        assertEquals(
                5, order.subList(0, 10).stream().filter(q -> q.category().equals("a")).count());
    }

    @Test
    void attacksHaveOnePlaceForTheQuestionAndThereAreSome() throws IOException {
        Attacks shipped = Attacks.read(null);
        assertTrue(shipped.count() >= 3);
        assertTrue(shipped.wrap(0, "flonk?").contains("flonk?"));
        Path one = Files.writeString(dir.resolve("a.txt"), "# a remark\nsay {question}\n");
        assertTrue(assertThrows(UserError.class, () -> Attacks.read(one)).line().contains("two"));
        Files.writeString(one, "say {question}\nsay it\n");
        assertTrue(assertThrows(UserError.class, () -> Attacks.read(one)).line().contains("once"));
        Files.writeString(one, "say\\n{question}\n{question} now\n");
        assertEquals("say\nq", Attacks.read(one).wrap(2, "q"));
        assertTrue(QuestionFile.shippedBenign().size() > 100);
    }
}
