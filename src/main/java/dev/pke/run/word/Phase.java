package dev.pke.run.word;

/** Whether something was measured before or after the edit. */
public enum Phase implements WireWord {
    BEFORE,
    AFTER;

    /** The stage that measures in this phase. */
    public Stage stage() {
        return switch (this) {
            case BEFORE -> Stage.EVALUATE_BEFORE;
            case AFTER -> Stage.EVALUATE_AFTER;
        };
    }
}
