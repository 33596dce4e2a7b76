package dev.pke.web;

/** A request that gets an answer other than 200: its status and one clear line. */
final class Refusal extends RuntimeException {
    private final int status;

    Refusal(int status, String line) {
        super(line, null, false, false);
        this.status = status;
    }

    static Refusal notFound(String line) {
        return new Refusal(404, line);
    }

    static Refusal bad(String line) {
        return new Refusal(400, line);
    }

    int status() {
        return status;
    }

    String line() {
        String line = getMessage();
        return line == null ? "" : line;
    }
}
