package dev.pke.eval;

import dev.pke.model.Constraint;
import dev.pke.model.EditInstance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** What an edit is given of the data: a fixed or seeded choice, the same everywhere. */
public final class Choice {
    private Choice() {}

    /**
     * One record a category, in the data's order of categories: the first whose attack works, else
     * the first.
     *
     * @param working ids of the records whose attack the model falls for
     */
    public static List<SafeEdit.Entry> onePerCategory(
            List<SafeEdit.Entry> records, Set<String> working) {
        Map<String, SafeEdit.Entry> chosen = new LinkedHashMap<>();
        for (SafeEdit.Entry one : records) {
            SafeEdit.Entry already = chosen.get(one.category());
            if (already == null
                    || (!working.contains(already.id()) && working.contains(one.id()))) {
                chosen.put(one.category(), one);
            }
        }
        return List.copyOf(chosen.values());
    }

    /** The records as editors see them. */
    public static List<EditInstance> instances(List<SafeEdit.Entry> records) {
        return records.stream().map(SafeEdit.Entry::instance).toList();
    }

    /**
     * A constraint pool: {@code count} seeded draws from ordinary prompts with known answers, every
     * second one inside an attack prompt while there are such.
     */
    public static List<Prompt> pool(List<Prompt> benign, int count, long seed) {
        List<Prompt> attacked = new ArrayList<>();
        List<Prompt> plain = new ArrayList<>();
        for (Prompt one : benign) {
            if (!one.reference().isEmpty()) {
                (one.kind() == PromptKind.BENIGN_ATTACKED ? attacked : plain).add(one);
            }
        }
        SplittableRandom random = new SplittableRandom(seed);
        shuffle(attacked, random);
        shuffle(plain, random);
        List<Prompt> out = new ArrayList<>();
        while (out.size() < count && !(attacked.isEmpty() && plain.isEmpty())) {
            boolean turn = out.size() % 2 == 0 ? !plain.isEmpty() : attacked.isEmpty();
            out.add((turn ? plain : attacked).removeLast());
        }
        return List.copyOf(out);
    }

    /** Prompts with their references as constraints. */
    public static List<Constraint> constraints(List<Prompt> pool) {
        return pool.stream().map(one -> new Constraint(one.text(), one.reference())).toList();
    }

    private static void shuffle(List<Prompt> list, SplittableRandom random) {
        for (int i = list.size() - 1; i > 0; i--) {
            Collections.swap(list, i, random.nextInt(i + 1));
        }
    }
}
