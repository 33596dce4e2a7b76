package dev.pke.experiment.outlook;

import dev.pke.edit.ChosenEditor;

/** How many steps an editor may take, as its key says; one for an editor without such a key. */
final class Steps {
    private Steps() {}

    static <H extends Record> long of(ChosenEditor<H> chosen) {
        Object steps = chosen.editor().hyperparameters().values(chosen.settings()).get("steps");
        return steps instanceof Number number ? number.longValue() : 1;
    }
}
