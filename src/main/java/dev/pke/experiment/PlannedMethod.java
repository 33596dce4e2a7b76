package dev.pke.experiment;

import dev.pke.model.ModelError;
import dev.pke.model.Settings;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A locator or an editor with its settings, every one said: the plan's keys are exactly those that
 * this method uses.
 */
public record PlannedMethod(String name, Settings settings) {

    /**
     * @param names of the methods there are
     * @param defaults of a method: its keys, each with a value of the right kind
     */
    static PlannedMethod read(
            Section section, List<String> names, Function<String, Settings> defaults) {
        String name = section.choice("name", names);
        Settings settings = defaults.apply(name);
        for (var each : settings.values().entrySet()) {
            String key = each.getKey();
            Object value =
                    switch (each.getValue()) {
                        case Double _ -> section.number(key, -Double.MAX_VALUE, Double.MAX_VALUE);
                        case Long _ ->
                                key.equals("seed") ? section.seed(key) : section.count(key, 0);
                        default -> section.word(key);
                    };
            try {
                settings = settings.with(Map.of(key, value));
            } catch (ModelError misfit) {
                throw section.wrong(key, String.valueOf(misfit.getMessage()));
            }
        }
        section.end();
        return new PlannedMethod(name, settings);
    }
}
