package dev.pke.event;

/**
 * An event to be appended.
 *
 * @param id unique in the whole log; the same id with the same content is the same event
 * @param type wire name with version, such as {@code step-taken.v1}
 * @param data RFC 8785 text of an object, as {@link CanonicalJson#write} gives it
 */
public record NewEvent(String id, String type, String data) {
    public NewEvent {
        Limits.id(id);
        Limits.type(type);
        if (data.length() > Limits.DATA) {
            throw new IllegalArgumentException(
                    type
                            + " with "
                            + data.length()
                            + " characters of data; at most "
                            + Limits.DATA);
        }
        int fault = CanonicalJson.firstFault(data);
        if (fault >= 0) {
            throw new IllegalArgumentException(
                    type + ": data is not the canonical JSON of an object at offset " + fault);
        }
    }
}
