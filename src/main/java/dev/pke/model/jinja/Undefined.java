package dev.pke.model.jinja;

/** The value of a name nobody has set: false, empty, and equal only to itself. */
enum Undefined {
    VALUE;

    @Override
    public String toString() {
        return "";
    }
}
