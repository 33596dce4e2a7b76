package dev.pke.event;

/** Text that is not the JSON this program accepts; {@link #offset} is where, in UTF-16 units. */
public final class MalformedJson extends IllegalArgumentException {
    private final int offset;

    public MalformedJson(String fault, int offset) {
        super("JSON at offset " + offset + ": " + fault);
        this.offset = offset;
    }

    public int offset() {
        return offset;
    }
}
