package dev.pke.store;

import dev.pke.fault.UserError;

import org.jooq.exception.DataAccessException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

import java.nio.file.Path;
import java.sql.SQLException;

/** Says in one line what SQLite's refusal means for the person who runs the program. */
final class SqlFault {
    /** SQLite's primary result code is the low byte of an extended one. */
    private static final int PRIMARY = 0xff;

    private SqlFault() {}

    static UserError of(Path file, SQLException e) {
        String said =
                switch (primary(e)) {
                    case SQLITE_FULL ->
                            "the disk is full; nothing of this append was recorded; free some space"
                                    + " and try again";
                    case SQLITE_READONLY ->
                            "is read-only; make the file and its folder writable, or choose another"
                                    + " home with --home";
                    case SQLITE_CANTOPEN ->
                            "can't be opened; check that its folder exists and is writable";
                    case SQLITE_PERM, SQLITE_AUTH -> "may not be accessed; check its permissions";
                    case SQLITE_BUSY, SQLITE_LOCKED ->
                            "another process has been holding the store for too long; end it or try"
                                    + " again";
                    case SQLITE_NOTADB -> "is not an SQLite database; choose another home";
                    case SQLITE_CORRUPT ->
                            "is damaged (" + e.getMessage() + "); restore it from a copy";
                    case SQLITE_IOERR ->
                            "reading or writing the disk failed (" + e.getMessage() + ")";
                    default -> "SQLite refused: " + e.getMessage();
                };
        return new UserError(file + ": " + said, e);
    }

    /** As above, of a refusal that jOOQ passed on. */
    static UserError of(Path file, DataAccessException e) {
        return of(file, cause(e));
    }

    /** What the driver said. */
    static SQLException cause(DataAccessException e) {
        SQLException cause = e.getCause(SQLException.class);
        return cause == null ? new SQLException(e) : cause;
    }

    static boolean isConstraint(SQLException e) {
        return primary(e) == SQLiteErrorCode.SQLITE_CONSTRAINT;
    }

    static boolean isBusy(SQLException e) {
        return primary(e) == SQLiteErrorCode.SQLITE_BUSY;
    }

    private static SQLiteErrorCode primary(SQLException e) {
        int code = e instanceof SQLiteException s ? s.getResultCode().code : e.getErrorCode();
        return SQLiteErrorCode.getErrorCode(code & PRIMARY);
    }
}
