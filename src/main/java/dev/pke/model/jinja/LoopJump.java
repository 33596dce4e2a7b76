package dev.pke.model.jinja;

/** Leaves a loop's body: what {@code break} and {@code continue} throw and the loop catches. */
final class LoopJump extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Where to. */
    enum To {
        END,
        NEXT
    }

    private final To to;

    LoopJump(To to) {
        super("the template leaves a loop outside of any", null, false, false);
        this.to = to;
    }

    boolean ends() {
        return to == To.END;
    }
}
