package dev.pke.web.seen;

/** A request that gets an answer other than 200: its status and one clear line. */
public final class Refusal extends RuntimeException {
    private final int status;

    public Refusal(int status, String line) {
        super(line, null, false, false);
        this.status = status;
    }

    public static Refusal notFound(String line) {
        return new Refusal(404, line);
    }

    public static Refusal noRun(String run) {
        return notFound("There is no run " + run + " in this record.");
    }

    public static Refusal bad(String line) {
        return new Refusal(400, line);
    }

    public int status() {
        return status;
    }

    public String line() {
        String line = getMessage();
        return line == null ? "" : line;
    }
}
