package dev.pke.cli;

import dev.pke.fault.UserError;
import dev.pke.store.Database;
import dev.pke.store.postgres.Postgres;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

/** A server that holds the events instead of a home: the option {@code --store}. */
public final class StoreOption {
    static final String ENVIRONMENT = "PKE_STORE";
    private static final String NAME = "--store";
    private static final String LABEL = "URL";
    private static final String HELP =
            "Events in PostgreSQL instead: postgres://USER@HOST/DATABASE (env PKE_STORE);";
    private static final String MORE =
            "password: env PGPASSWORD or ~/.pgpass. Blobs stay in the home.";

    @Option(
            names = NAME,
            paramLabel = LABEL,
            description = {HELP, MORE})
    @Nullable String given;

    void describe(Description told) {
        told.add(Description.valued(NAME, LABEL, typed -> given = typed).description(HELP, MORE));
    }

    /** Its address; null where there is none. */
    public @Nullable String address() {
        String named = given;
        if (named != null) {
            mustKeepPasswords(named);
            return named.isBlank() ? null : named; // an empty one overrules the environment
        }
        String set = System.getenv(ENVIRONMENT);
        return set == null || set.isBlank() ? null : set;
    }

    /** Whether a text is the address of a server rather than a folder. */
    public static boolean isServer(String text) {
        return Postgres.isAddress(text);
    }

    /** The database of an address. */
    public static Database database(String address) {
        if (!Postgres.isAddress(address)) {
            throw new UserError("a store's address must begin with postgres://");
        }
        return Postgres.at(address, System.getenv());
    }

    /** Refuses a password among the words of a command, where everyone on the machine sees it. */
    public static void mustKeepPasswords(String address) {
        if (Postgres.isAddress(address) && Postgres.hasPassword(address)) {
            throw new UserError(
                    "a password on the command line is seen by everyone who lists processes; put"
                            + " it into PGPASSWORD or ~/.pgpass, or the whole address into "
                            + ENVIRONMENT);
        }
    }
}
