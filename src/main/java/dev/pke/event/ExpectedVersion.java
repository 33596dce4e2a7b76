package dev.pke.event;

/** What the writer believes a stream's last version to be; 0 is a stream without events. */
public sealed interface ExpectedVersion {
    /** No belief: append after whatever is there. */
    record Any() implements ExpectedVersion {
        @Override
        public boolean admits(long actual) {
            return true;
        }

        @Override
        public String toString() {
            return "any version";
        }
    }

    /** The stream is at version n. */
    record Exactly(long version) implements ExpectedVersion {
        public Exactly {
            if (version < 0) {
                throw new IllegalArgumentException("a version is never negative: " + version);
            }
        }

        @Override
        public boolean admits(long actual) {
            return actual == version;
        }

        @Override
        public String toString() {
            return version == 0 ? "no events" : "version " + version;
        }
    }

    boolean admits(long actual);

    static ExpectedVersion any() {
        return new Any();
    }

    static ExpectedVersion none() {
        return new Exactly(0);
    }

    static ExpectedVersion exactly(long version) {
        return new Exactly(version);
    }
}
