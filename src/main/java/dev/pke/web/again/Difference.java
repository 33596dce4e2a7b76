package dev.pke.web.again;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** One thing in which the machine that did a run again is not the one it was recorded on. */
public record Difference(String what, String recorded, String here) {
    /** The facts that differ, by name. */
    static List<Difference> of(Map<String, String> recorded, Map<String, String> here) {
        TreeSet<String> names = new TreeSet<>(recorded.keySet());
        names.addAll(here.keySet());
        List<Difference> found = new ArrayList<>();
        for (String name : names) {
            String then = recorded.getOrDefault(name, "–");
            String now = here.getOrDefault(name, "–");
            if (!then.equals(now)) {
                found.add(new Difference(name, then, now));
            }
        }
        return found;
    }
}
