package dev.pke.experiment.sweep;

import dev.pke.experiment.plan.WrittenPlan;
import dev.pke.fault.UserError;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where in a plan a key lies that was named by its last word alone: among the keys of its locator
 * and its editor, in both where both have it; else wherever else it occurs once. A whole path, with
 * dots, means itself.
 */
final class VariedKey {
    private static final List<String> METHODS = List.of("edit.locator", "edit.editor");

    /** Keys that a plan may leave out, by the words that people use. */
    private static final Map<String, String> SHORT =
            Map.of(
                    "draw", "edit.instances.draw",
                    "instances", "edit.instances.count",
                    "nth", "edit.instances.nth",
                    "protocol", "edit.protocol",
                    "prefill", "evaluation.prefill",
                    "affirmative", "evaluation.affirmative",
                    "split", "evaluation.split",
                    "probe-steps", "edit.locator.probe-steps",
                    "probe-rate", "edit.locator.probe-rate");

    private VariedKey() {}

    /** The paths it means in this plan; none where the plan, or its method, has no such key. */
    static List<String> paths(WrittenPlan draft, String key) {
        if (key.contains(".")) {
            return draft.at(parent(key)) instanceof Map<?, ?> ? List.of(key) : List.of();
        }
        String known = SHORT.get(key);
        if (known != null) {
            return paths(draft, known);
        }
        if (key.equals("seed")) {
            return seeds(draft);
        }
        List<String> own =
                METHODS.stream()
                        .map(section -> section + "." + key)
                        .filter(path -> draft.at(path) != null && !key.equals("name"))
                        .toList();
        if (!own.isEmpty()) {
            return own;
        }
        List<String> elsewhere =
                draft.paths().stream()
                        .filter(path -> path.equals(key) || path.endsWith("." + key))
                        .filter(path -> METHODS.stream().noneMatch(path::startsWith))
                        .toList();
        if (elsewhere.size() > 1) {
            throw new UserError(
                    "--vary %s: the plan has several: say %s"
                            .formatted(key, String.join(" or ", elsewhere)));
        }
        return elsewhere;
    }

    /** A seed is that of whatever draws in the locator and the editor. */
    private static List<String> seeds(WrittenPlan draft) {
        List<String> said =
                METHODS.stream()
                        .map(section -> section + ".seed")
                        .filter(path -> draft.at(path) != null)
                        .toList();
        return said.isEmpty() && draft.at("seed") != null ? List.of("seed") : said;
    }

    /** Every word that may be varied in this plan. */
    static List<String> words(WrittenPlan draft) {
        return Stream.concat(
                        draft.paths().stream()
                                .map(path -> path.substring(path.lastIndexOf('.') + 1)),
                        Stream.concat(SHORT.keySet().stream(), Stream.of("seed")))
                .distinct()
                .sorted()
                .toList();
    }

    private static String parent(String path) {
        return path.substring(0, path.lastIndexOf('.'));
    }
}
