package dev.pke.experiment.sweep;

import dev.pke.edit.EditorRegistry;
import dev.pke.experiment.plan.WrittenPlan;
import dev.pke.fault.Nearest;
import dev.pke.fault.UserError;
import dev.pke.locate.LocatorRegistry;
import dev.pke.model.setting.Hyperparameters;
import dev.pke.model.setting.Seed;
import dev.pke.model.setting.SettingKey;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * One method in a grid: the plan with its locator and editor in the place of the plan's own.
 *
 * @param label what the method is called among the others; "" for the plan as it is
 */
public record Arm(String label, WrittenPlan draft) {
    /** The plan as it is. */
    public static Arm itself(WrittenPlan plan) {
        return new Arm("", plan);
    }

    /**
     * The plan with the method called {@code name}: its locator, its editor, or both. Keys that the
     * plan says and the method has stay as they are; all others are the method's usual ones.
     */
    public static Arm named(WrittenPlan plan, String name) {
        boolean locates = LocatorRegistry.has(name);
        boolean edits = EditorRegistry.has(name);
        if (!locates && !edits) {
            TreeSet<String> known = new TreeSet<>();
            LocatorRegistry.all().forEach(each -> known.add(each.name()));
            EditorRegistry.all().forEach(each -> known.add(each.name()));
            throw new UserError(
                    "--methods: no method "
                            + name
                            + EditorRegistry.elsewhere(name)
                                    .orElseGet(() -> Nearest.hint(name, known)));
        }
        needEdit(plan);
        WrittenPlan draft = plan.without("method"); // it follows from the two
        if (locates) {
            draft =
                    swapped(
                            draft,
                            "edit.locator",
                            name,
                            LocatorRegistry.named(name).hyperparameters());
        }
        if (edits) {
            draft =
                    swapped(
                            draft,
                            "edit.editor",
                            name,
                            EditorRegistry.named(name).hyperparameters());
        }
        return new Arm(name, draft);
    }

    /** The plan with another plan's locator and editor, and what that learns from. */
    public static Arm of(WrittenPlan plan, WrittenPlan other) {
        needEdit(plan);
        WrittenPlan draft = plan.without("method"); // it follows from the two
        for (String section : List.of("edit.locator", "edit.editor")) {
            Object method = other.at(section);
            if (method == null) {
                throw new UserError("--methods: " + other.file() + " has no " + section);
            }
            draft = draft.with(section, method);
        }
        String lessons = other.fileAt("edit.lessons.data", plan);
        if (!lessons.isEmpty()) {
            draft = draft.with("edit.lessons", Map.of("data", lessons));
        }
        return new Arm(String.valueOf(other.at("name")), draft);
    }

    private static void needEdit(WrittenPlan plan) {
        if (!(plan.at("edit") instanceof Map<?, ?>)) {
            throw new UserError(plan.file() + ": has no edit, so there are no methods to vary");
        }
    }

    private static WrittenPlan swapped(
            WrittenPlan draft, String section, String name, Hyperparameters<?> keys) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("name", name);
        boolean shared = draft.at("seed") != null;
        for (var key : keys.keys()) {
            Object own = draft.at(section + "." + key.name());
            if (own != null) {
                said.put(key.name(), own);
            } else if (!(key.allowed() instanceof Seed && shared)
                    && key.need() == SettingKey.Need.SAID) {
                said.put(key.name(), key.usual());
            }
        }
        return draft.with(section, said);
    }
}
