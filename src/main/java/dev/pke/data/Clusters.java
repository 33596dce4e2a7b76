package dev.pke.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which records ask one question, as SafeEdit asks each inside ten attacks: they fail or hold
 * together, so intervals are over questions.
 */
public final class Clusters {
    private final Map<String, String> first = new HashMap<>();

    /** The clusters of records. */
    public Clusters(List<SafeEdit.Entry> records) {
        Map<String, String> asked = new HashMap<>();
        for (SafeEdit.Entry each : records) {
            String one = asked.computeIfAbsent(each.question().strip(), question -> each.id());
            if (!one.equals(each.id())) {
                first.put(each.id(), one);
            }
        }
    }

    /** The id of the first record that asks the question of a prompt's; "" where it is its own. */
    public String of(Prompt prompt) {
        int end = prompt.id().lastIndexOf('/');
        boolean ownQuestion = prompt.kind().harmful() && prompt.kind() != PromptKind.EDITED;
        return ownQuestion && end > 0 ? first.getOrDefault(prompt.id().substring(0, end), "") : "";
    }
}
