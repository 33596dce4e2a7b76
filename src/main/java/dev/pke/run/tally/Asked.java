package dev.pke.run.tally;

/** A prompt as one kind of question, which a phase asks once. */
record Asked(String kind, String prompt) {
    @Override
    public String toString() {
        return "the answer to " + prompt + " of kind " + kind;
    }
}
