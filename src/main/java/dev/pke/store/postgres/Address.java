package dev.pke.store.postgres;

import dev.pke.fault.UserError;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;

/**
 * Where a server and its database are: {@code postgres://USER@HOST:PORT/DATABASE?NAME=VALUE}. The
 * rest is as for psql: PGUSER and PGPASSWORD of the environment, or a line in {@code ~/.pgpass}.
 *
 * @param place the address as it may be shown to anyone
 * @param jdbc the driver's form of it
 */
record Address(String place, String jdbc, Properties properties) {
    private static final String FORM = "postgres://USER@HOST:PORT/DATABASE";
    private static final int USUAL_PORT = 5432;

    /** Whether a text means a server rather than a folder. */
    static boolean is(String text) {
        return text.startsWith("postgres://") || text.startsWith("postgresql://");
    }

    /** Reads one; {@link UserError} says what is wrong and never repeats a password. */
    static Address parse(String url, Map<String, String> environment) {
        URI uri = uri(url);
        String database = uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/", "");
        if (uri.getHost() == null || database.isEmpty() || database.contains("/")) {
            throw new UserError("the store's address must be " + FORM);
        }
        int port = uri.getPort() < 0 ? USUAL_PORT : uri.getPort();
        String server = "//" + uri.getHost() + ":" + port + "/";
        Properties properties = new Properties();
        String[] user = user(uri);
        set(properties, "user", user[0], environment.get("PGUSER"));
        set(properties, "password", user[1], environment.get("PGPASSWORD"));
        properties.setProperty("ApplicationName", "pke");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("tcpKeepAlive", "true");
        options(uri, properties);
        return new Address(
                "postgres:" + server + database,
                "jdbc:postgresql:" + server + uri.getRawPath().substring(1),
                properties);
    }

    /** Whether an address carries a password, which everyone sees who may list processes. */
    static boolean hasPassword(String url) {
        return user(uri(url))[1] != null || url.matches(".*[?&]password=.*");
    }

    private static URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException unreadable) {
            throw new UserError(
                    "the store's address can't be read at character "
                            + unreadable.getIndex()
                            + "; it must be "
                            + FORM);
        }
    }

    private static @Nullable String[] user(URI uri) {
        String raw = uri.getRawUserInfo();
        if (raw == null) {
            return new @Nullable String[] {null, null};
        }
        int colon = raw.indexOf(':');
        return new @Nullable String[] {
            decoded(colon < 0 ? raw : raw.substring(0, colon)),
            colon < 0 ? null : decoded(raw.substring(colon + 1))
        };
    }

    private static void options(URI uri, Properties properties) {
        if (uri.getRawQuery() == null) {
            return;
        }
        for (String option : uri.getRawQuery().split("&", -1)) {
            int equals = option.indexOf('=');
            if (equals < 1) {
                throw new UserError("an option of the store's address must be NAME=VALUE");
            }
            properties.setProperty(
                    decoded(option.substring(0, equals)), decoded(option.substring(equals + 1)));
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static void set(
            Properties to, String name, @Nullable String first, @Nullable String second) {
        String value = first == null ? second : first;
        if (value != null) {
            to.setProperty(name, value);
        }
    }

    @Override
    public String toString() {
        return place;
    }
}
