package dev.pke.store.postgres;

import dev.pke.fault.UserError;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;

/** Says in one line what PostgreSQL's refusal means for the person who runs the program. */
final class PostgresFault {
    /** The server ends, has crashed, starts; or it ended a session that held the lock idly. */
    private static final Set<String> ENDED = Set.of("57P01", "57P02", "57P03", "25P03");

    private PostgresFault() {}

    static UserError of(String place, SQLException refusal) {
        String state = state(refusal);
        String said = Objects.toString(refusal.getMessage(), state).lines().findFirst().orElse("");
        String meaning =
                switch (state.length() < 2 ? "" : state.substring(0, 2)) {
                    case "08" -> "the server can't be reached (" + said + ")";
                    case "28" ->
                            "the server does not let this user in ("
                                    + said
                                    + "); name one in the address, and its password in PGPASSWORD"
                                    + " or ~/.pgpass";
                    case "3D" -> "there is no such database (" + said + "); createdb makes one";
                    case "53" -> "the server has no room left (" + said + "); nothing was recorded";
                    case "55" ->
                            "another process has been holding the store for too long; end it or"
                                    + " try again";
                    case "57" -> "the server is ending or starting (" + said + ")";
                    case "25" -> "may only be read here (" + said + ")";
                    case "42" ->
                            "the user's role may not do this, or it is no store ("
                                    + said
                                    + "); see schema/postgres/roles.sql";
                    default -> "PostgreSQL refused: " + said;
                };
        return new UserError(place + ": " + meaning, refusal);
    }

    static boolean isConstraint(SQLException refusal) {
        return state(refusal).startsWith("23");
    }

    static boolean isLost(SQLException refusal) {
        String state = state(refusal);
        return state.startsWith("08") || ENDED.contains(state);
    }

    private static String state(SQLException refusal) {
        return Objects.toString(refusal.getSQLState(), "");
    }
}
