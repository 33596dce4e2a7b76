package dev.pke.cli.record;

import dev.pke.cli.HomeOption;
import dev.pke.cli.JsonMixin;
import dev.pke.cli.Visible;
import dev.pke.fault.UserError;
import dev.pke.run.word.Streams;
import dev.pke.store.Home;
import dev.pke.store.Tokens;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The verb {@code pke token}: what workers and people elsewhere show to this record's server. */
@Command(
        name = "token",
        subcommands = {
            TokenCommand.Make.class,
            TokenCommand.Listing.class,
            TokenCommand.Revoke.class
        },
        description = {
            "Makes, lists and takes back the tokens that a server of this record honours.",
            "Only their digests are kept: a token is shown once, when it is made."
        })
public final class TokenCommand {
    private static final int SECRET_BYTES = 32;

    /** {@code pke token make}. */
    @Command(
            name = "make",
            description = "Makes a token and prints it, once.",
            footer = "Example: pke token make --run sweep-7 --expires 2d")
    static final class Make implements Runnable {
        @Mixin HomeOption home = new HomeOption();

        @Option(
                names = "--scope",
                defaultValue = "append",
                description = "read, append (the default) or admin.")
        private Tokens.Scope scope = Tokens.Scope.APPEND;

        @Option(
                names = "--run",
                paramLabel = "RUN",
                defaultValue = "",
                description = "The only run it may append to, and the id of the run it does.")
        private String run = "";

        @Option(
                names = "--expires",
                paramLabel = "TIME",
                defaultValue = "7d",
                description = "When it ends: 12h, 7d (the default), or 2026-12-24T12:00:00Z.")
        private String expires = "7d";

        @Option(
                names = "--name",
                paramLabel = "NAME",
                defaultValue = "",
                description = "What it is called in lists and logs (default: the run's).")
        private String name = "";

        @Spec private CommandSpec spec = CommandSpec.create();

        @Override
        public void run() {
            if (!run.isEmpty() && !Streams.isRun(run)) {
                throw new UserError("--run: no run can be called " + run);
            }
            byte[] secret = new byte[SECRET_BYTES];
            SecureRandom random = new SecureRandom();
            random.nextBytes(secret);
            String token = "pke_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
            String own = run.isEmpty() ? scope.wire() + "-" + random.nextInt(1 << 30) : run;
            Instant end = end(expires, Clock.systemUTC().instant());
            Tokens.Grant grant =
                    new Tokens.Grant(name.isEmpty() ? own : name, scope, run, end, null);
            try (Home open = home.open()) {
                open.tokens().add(grant, token);
                Acting.did(open, "token-made", grant.name());
            }
            spec.commandLine().getErr().println(line(grant) + "; shown this once:");
            spec.commandLine().getOut().println(token);
        }
    }

    /** {@code pke token list}. */
    @Command(
            name = "list",
            description = "Lists all tokens, without their secrets.",
            footer = "Example: pke token list")
    static final class Listing implements Runnable {
        @Mixin HomeOption home = new HomeOption();
        @Mixin JsonMixin json = new JsonMixin();

        @Spec private CommandSpec spec = CommandSpec.create();

        @Override
        public void run() {
            home.mustHoldRuns("no tokens either");
            try (Home open = home.openReadOnly()) {
                List<Tokens.Grant> all = open.tokens().all();
                json.say(
                        spec.commandLine().getOut(),
                        all.stream().map(TokenCommand::json).toList(),
                        text -> all.forEach(each -> text.println(Visible.of(line(each)))));
            }
        }
    }

    /** {@code pke token revoke}. */
    @Command(
            name = "revoke",
            description = "Takes a token back, at once and for good.",
            footer = "Example: pke token revoke sweep-7")
    static final class Revoke implements Runnable {
        @Mixin HomeOption home = new HomeOption();

        @Parameters(paramLabel = "NAME", description = "What it is called.")
        private String name = "";

        @Override
        public void run() {
            home.mustHoldRuns("no tokens either");
            try (Home open = home.open()) {
                if (!open.tokens().revoke(name)) {
                    throw new UserError("there is no token " + name + " that holds");
                }
                Acting.did(open, "token-revoked", name);
            }
        }
    }

    private static Map<String, @Nullable Object> json(Tokens.Grant grant) {
        Instant revoked = grant.revoked();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", grant.name());
        json.put("scope", grant.scope().wire());
        json.put("run", grant.run());
        json.put("expires", grant.expires().toString());
        json.put("revoked", revoked == null ? null : revoked.toString());
        return json;
    }

    private static String line(Tokens.Grant grant) {
        String where = grant.run().isEmpty() ? "" : ", run " + grant.run() + " alone";
        String end = grant.revoked() == null ? "ends " + grant.expires() : "revoked";
        return grant.name() + ": " + grant.scope().wire() + where + ", " + end;
    }

    private static Instant end(String text, Instant now) {
        try {
            return text.matches("\\d{1,4}[hd]")
                    ? now.plus(
                            Duration.parse(
                                    (text.endsWith("d") ? "P" : "PT")
                                            + text.toUpperCase(Locale.ROOT)))
                    : Instant.parse(text);
        } catch (DateTimeException none) {
            throw new UserError("--expires: 12h, 7d or 2026-12-24T12:00:00Z, not " + text);
        }
    }
}
