package dev.pke.experiment;

import dev.pke.edit.Editor;
import dev.pke.locate.Locator;
import dev.pke.model.setting.Settings;

/**
 * One method in a comparison: where it looks and what it does there.
 *
 * @param label what tables call it
 * @param locator says where
 * @param where the locator's settings
 * @param editor says what
 * @param how the editor's settings
 */
record Arm(String label, Locator locator, Settings where, Editor editor, Settings how) {}
