package dev.pke.experiment.sweep;

import dev.pke.edit.EditorRegistry;
import dev.pke.experiment.plan.WrittenPlan;
import dev.pke.fault.UserError;
import dev.pke.locate.LocatorRegistry;
import dev.pke.model.setting.SettingKey;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where in a plan a key lies that was named by its last word alone: among the keys of its locator
 * and its editor, in both where both have it; else wherever else it occurs once. A whole path, with
 * dots, means itself.
 */
final class VariedKey {
    private static final String LOCATOR = "edit.locator";
    private static final String EDITOR = "edit.editor";
    private static final List<String> METHODS = List.of(LOCATOR, EDITOR);

    /** What an editor is told of which weights move, and how many. */
    private static final Set<String> SIZES = Set.of("rank", "blocks", "reads", "seed");

    /** Keys that a plan may leave out, by the words that people use. */
    private static final Map<String, String> SHORT =
            Map.of(
                    "draw", "edit.instances.draw",
                    "instances", "edit.instances.count",
                    "nth", "edit.instances.nth",
                    "protocol", "edit.protocol",
                    "grown", "edit.instances.grown",
                    "prefill", "evaluation.prefill",
                    "affirmative", "evaluation.affirmative",
                    "split", "evaluation.split");

    private VariedKey() {}

    /** Whether editors alone are told it, and it is not what moves. */
    static boolean isSetting(String key) {
        String word = key.startsWith(EDITOR + ".") ? key.substring(EDITOR.length() + 1) : key;
        return !SIZES.contains(word)
                && EditorRegistry.all().stream().anyMatch(each -> each.hyperparameters().has(word))
                && LocatorRegistry.all().stream()
                        .noneMatch(each -> each.hyperparameters().has(word));
    }

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
        List<String> left = left(draft);
        List<String> own =
                METHODS.stream()
                        .map(section -> section + "." + key)
                        .filter(path -> !key.equals("name"))
                        .filter(path -> draft.at(path) != null || left.contains(path))
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

    /** The paths of what its methods can be told and a plan may leave out. */
    private static List<String> left(WrittenPlan draft) {
        return METHODS.stream()
                .flatMap(section ->
                        keys(section, String.valueOf(draft.at(section + ".name"))).stream()
                                .filter(key -> key.need() == SettingKey.Need.MAY_BE_LEFT_OUT)
                                .map(key -> section + "." + key.name()))
                .toList();
    }

    /** What a method can be told; nothing where there is none of that name. */
    private static List<SettingKey> keys(String section, String name) {
        if (section.equals(LOCATOR)) {
            return LocatorRegistry.has(name)
                    ? LocatorRegistry.named(name).hyperparameters().keys()
                    : List.of();
        }
        return EditorRegistry.has(name)
                ? EditorRegistry.named(name).hyperparameters().keys()
                : List.of();
    }

    /** Every word that may be varied in this plan. */
    static List<String> words(WrittenPlan draft) {
        Stream<String> paths = Stream.concat(draft.paths().stream(), left(draft).stream());
        return Stream.concat(
                        paths.map(path -> path.substring(path.lastIndexOf('.') + 1)),
                        Stream.concat(SHORT.keySet().stream(), Stream.of("seed")))
                .distinct()
                .sorted()
                .toList();
    }

    private static String parent(String path) {
        return path.substring(0, path.lastIndexOf('.'));
    }
}
