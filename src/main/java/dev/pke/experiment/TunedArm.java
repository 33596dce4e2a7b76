package dev.pke.experiment;

import dev.pke.edit.ChosenEditor;
import dev.pke.locate.ChosenLocator;

import java.util.Map;

/**
 * One method in a comparison: where it looks and what it does there.
 *
 * @param label what tables call it
 * @param locator says where
 * @param editor says what
 */
record TunedArm(String label, ChosenLocator<?> locator, ChosenEditor<?> editor) {
    /** The same with other values for some of the editor's keys. */
    TunedArm with(Map<String, ?> how) {
        return new TunedArm(label, locator, editor.with(how));
    }
}
