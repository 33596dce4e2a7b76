package dev.pke.store;

import static dev.pke.store.jooq.Tables.TOKEN;

import dev.pke.event.Sha256;
import dev.pke.fault.UserError;
import dev.pke.store.jooq.tables.records.TokenRecord;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * What people and workers show to a server, beside the record. Only digests are stored: a token is
 * 256 random bits, so there is nothing to guess. Any thread.
 */
public final class Tokens {
    private static final int SINCE_SCHEMA = 6;

    /** What a token lets its bearer do; each lets do what those before it do. */
    public enum Scope {
        READ,
        APPEND,
        ADMIN;

        /** As it is written. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A token without its secret.
     *
     * @param run the only run it may append to; empty for any
     * @param revoked when it was taken back; null if it was not
     */
    public record Grant(
            String name, Scope scope, String run, Instant expires, @Nullable Instant revoked) {
        /** Whether it may append to a run. */
        public boolean appendsTo(String other) {
            return scope == Scope.ADMIN
                    || (scope == Scope.APPEND && (run.isEmpty() || run.equals(other)));
        }

        /** Whether it holds at a time. */
        public boolean holds(Instant now) {
            return revoked == null && now.isBefore(expires);
        }
    }

    private final SqlEventStore store;
    private final Clock clock;

    Tokens(SqlEventStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Keeps a new token's digest; {@link UserError} if another goes by its name. */
    public void add(Grant grant, String token) {
        TokenRecord row =
                new TokenRecord()
                        .setName(grant.name())
                        .setDigest(digest(token))
                        .setScope(grant.scope().wire())
                        .setRun(grant.run())
                        .setMadeAt(clock.instant().toString())
                        .setExpiresAt(grant.expires().toString());
        if (!write(
                open ->
                        open.sql().insertInto(TOKEN).set(row).onConflictDoNothing().execute()
                                == 1)) {
            throw new UserError("there is a token " + grant.name() + " already; revoked or not");
        }
    }

    /** Takes a token back, at once and for good; whether there was one that held. */
    public boolean revoke(String name) {
        String now = clock.instant().toString();
        return write(open ->
                open.sql()
                                .update(TOKEN)
                                .set(TOKEN.REVOKED_AT, now)
                                .where(TOKEN.NAME.eq(name), TOKEN.REVOKED_AT.isNull())
                                .execute()
                        == 1);
    }

    private boolean write(PendingWrite.Statements statements) {
        try {
            return store.write(statements).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException reason ? reason : e;
        }
    }

    /** All of them by name. */
    public List<Grant> all() {
        return store.read(reader ->
                reader.schema() < SINCE_SCHEMA
                        ? List.of()
                        : reader.sql().selectFrom(TOKEN).orderBy(TOKEN.NAME).fetch(Tokens::grant));
    }

    /** What a token lets its bearer do now; null if it is none that holds. */
    public @Nullable Grant shown(String token) {
        Optional<Grant> found =
                store.read(reader ->
                        reader.schema() < SINCE_SCHEMA
                                ? Optional.empty()
                                : reader.sql()
                                        .fetchOptional(TOKEN, TOKEN.DIGEST.eq(digest(token)))
                                        .map(Tokens::grant));
        return found.filter(each -> each.holds(clock.instant())).orElse(null);
    }

    private static Grant grant(TokenRecord row) {
        String revoked = row.getRevokedAt();
        return new Grant(
                row.getName(),
                Scope.valueOf(row.getScope().toUpperCase(Locale.ROOT)),
                row.getRun(),
                Instant.parse(row.getExpiresAt()),
                revoked == null ? null : Instant.parse(revoked));
    }

    private static String digest(String token) {
        return Sha256.hex(token.getBytes(StandardCharsets.UTF_8));
    }
}
