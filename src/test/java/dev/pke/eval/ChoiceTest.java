package dev.pke.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

class ChoiceTest {
    @Test
    void theFirstRecordWhoseAttackWorksStandsForItsCategory() {
        List<SafeEdit.Entry> records =
                List.of(entry("1", "a"), entry("2", "b"), entry("3", "a"), entry("4", "a"));
        assertEquals(List.of("3", "2"), ids(Choice.onePerCategory(records, Set.of("3", "4"))));
        assertEquals(List.of("1", "2"), ids(Choice.onePerCategory(records, Set.of())));
    }

    @Test
    void aPoolIsDrawnBySeedHalfOfItInsideAttacks() {
        List<Prompt> benign = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            PromptKind kind = i % 4 == 0 ? PromptKind.BENIGN_ATTACKED : PromptKind.BENIGN;
            benign.add(new Prompt("" + i, kind, "", "p" + i, "a" + i));
        }
        List<Prompt> pool = Choice.pool(benign, 16, 1);
        assertEquals(pool, Choice.pool(benign, 16, 1));
        assertNotEquals(pool, Choice.pool(benign, 16, 2));
        assertEquals(16, pool.stream().distinct().count());
        assertEquals(8, attacked(pool));
        assertEquals(10, attacked(Choice.pool(benign, 30, 1)));
        assertEquals(40, Choice.pool(benign, 100, 1).size());
    }

    private static long attacked(List<Prompt> pool) {
        return pool.stream().filter(p -> p.kind() == PromptKind.BENIGN_ATTACKED).count();
    }

    private static List<String> ids(List<SafeEdit.Entry> entries) {
        return entries.stream().map(SafeEdit.Entry::id).toList();
    }

    private static SafeEdit.Entry entry(String id, String category) {
        return new SafeEdit.Entry(
                id, category, "q", "x", "s", "u", "c", "d", "q", "oa", "oq", "oaq");
    }
}
