package dev.pke.edit;

import dev.pke.model.setting.Text;

/**
 * What {@link WordingEditor} can be told.
 *
 * @param before what stands before every prompt
 * @param after what stands behind it
 */
record Wording(String before, String after) {
    Wording {
        boolean none = before.equals(Text.NONE) && after.equals(Text.NONE);
        if (none) {
            throw new IllegalArgumentException(
                    "before and after are both none, one must be a text: nothing is said");
        }
    }
}
