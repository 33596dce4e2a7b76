package dev.pke.experiment.plan;

import dev.pke.model.setting.SettingKey;
import dev.pke.model.setting.Settings;

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
     * @param defaults of a method: its keys, each with what it may be
     */
    static PlannedMethod read(
            Section section, List<String> names, Function<String, Settings> defaults) {
        String name = section.choice("name", names);
        Settings settings = defaults.apply(name);
        for (SettingKey key : settings.known()) {
            settings = settings.with(Map.of(key.name(), section.value(key.name(), key.allowed())));
        }
        section.end();
        return new PlannedMethod(name, settings);
    }
}
