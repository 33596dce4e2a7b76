package dev.pke.run.word;

/** A part of a run that is finished or not, in the order in which a run takes them. */
public enum Stage implements WireWord {
    FINGERPRINT,
    EVALUATE_BEFORE,
    LOCATE,
    EDIT,
    EVALUATE_AFTER,
    CHECKPOINT;

    public static Stage of(String wire) {
        return WireWord.of(Stage.class, wire);
    }

    /**
     * An event that is part of one stage: it may follow only inside that stage, and is void once a
     * run does the stage anew. An event says so by what it implements, once for the fold and every
     * reader.
     */
    public interface Work {
        /** The stage it is part of. */
        Stage stage();
    }

    /** Part of what is there before anything. */
    public interface Fingerprinting extends Work {
        @Override
        default Stage stage() {
            return FINGERPRINT;
        }
    }

    /** Part of finding where the edit may move something. */
    public interface Locating extends Work {
        @Override
        default Stage stage() {
            return LOCATE;
        }
    }

    /** Part of the edit. */
    public interface Editing extends Work {
        @Override
        default Stage stage() {
            return EDIT;
        }
    }

    /** Part of keeping the edited model. */
    public interface Keeping extends Work {
        @Override
        default Stage stage() {
            return CHECKPOINT;
        }
    }
}
