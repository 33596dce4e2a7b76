package dev.pke.run.query;

/** How a field is held against a value. */
enum Operator {
    EQUAL("=", "is"),
    UNEQUAL("!=", "is not"),
    AT_MOST("<=", "at most"),
    AT_LEAST(">=", "at least"),
    BELOW("<", "below"),
    ABOVE(">", "above"),
    HOLDS("~", "contains");

    private final String sign;
    private final String told;

    Operator(String sign, String told) {
        this.sign = sign;
        this.told = told;
    }

    String sign() {
        return sign;
    }

    String told() {
        return told;
    }

    /** Whether it holds, by how the field compares with the value. */
    boolean holds(int compared) {
        return switch (this) {
            case EQUAL -> compared == 0;
            case UNEQUAL -> compared != 0;
            case AT_MOST -> compared <= 0;
            case AT_LEAST -> compared >= 0;
            case BELOW -> compared < 0;
            case ABOVE -> compared > 0;
            case HOLDS -> false;
        };
    }
}
