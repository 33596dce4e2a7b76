package dev.pke.experiment.plan;

import dev.pke.fault.ModelError;
import dev.pke.model.setting.Hyperparameters;
import dev.pke.model.setting.SettingKey;
import dev.pke.model.setting.Text;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The rest of a section, which holds the keys of a method and nothing else.
 *
 * @param <H> the record they become
 */
record MethodKeys<H extends Record>(Section section, Hyperparameters<H> keys) {
    /** Says that there is no such folder. */
    private static final String NONE = "none";

    /** The record where every key is said, but for those that may be left out. */
    H all() {
        Map<String, Object> values = new LinkedHashMap<>();
        for (SettingKey key : keys.keys()) {
            boolean left =
                    key.need() == SettingKey.Need.MAY_BE_LEFT_OUT && !section.has(key.name());
            values.put(key.name(), left ? key.usual() : said(key));
        }
        return bound(values);
    }

    /** The record where a key that is left out is what it usually is, and recorded so. */
    H orUsual() {
        Map<String, Object> values = new LinkedHashMap<>();
        for (SettingKey key : keys.keys()) {
            if (section.has(key.name())) {
                values.put(key.name(), said(key));
            } else {
                section.derive(key.name(), key.usual());
                values.put(key.name(), key.usual());
            }
        }
        return bound(values);
    }

    private Object said(SettingKey key) {
        Object value = section.value(key.name(), key.allowed());
        boolean folder = key.allowed() instanceof Text text && text.kind() == Text.Kind.FOLDER;
        return folder && !NONE.equals(value) ? section.model(key.name()).toString() : value;
    }

    private H bound(Map<String, Object> values) {
        section.end();
        try {
            return keys.bind(values);
        } catch (ModelError conflict) {
            throw section.conflict(String.valueOf(conflict.getMessage()));
        }
    }
}
