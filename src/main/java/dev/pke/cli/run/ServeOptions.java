package dev.pke.cli.run;

import dev.pke.web.ServerSettings;
import dev.pke.web.gate.Front;

import picocli.CommandLine.Option;

import java.time.Duration;
import java.util.Set;

/** Where pages are served and to whom: the options {@code pke serve} and {@code pke demo} share. */
public final class ServeOptions {
    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "7070",
            description = "Port to listen on; 0 takes a free one (default ${DEFAULT-VALUE}).")
    public int port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address to listen on (default ${DEFAULT-VALUE}, this machine alone).")
    String host = "127.0.0.1";

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "A host name the server may be called by, beside localhost.")
    Set<String> names = Set.of();

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "${env:PKE_TOKEN:-}",
            description = "What workers elsewhere must show to write events (env PKE_TOKEN).")
    String token = "";

    @Option(
            names = "--proxy",
            paramLabel = "ADDRESS",
            description = "A proxy that has people sign in; its user header counts as theirs.")
    Set<String> proxies = Set.of();

    @Option(
            names = "--user-header",
            paramLabel = "NAME",
            defaultValue = "X-Forwarded-User",
            description = "The header in which it names them (default ${DEFAULT-VALUE}).")
    String userHeader = "X-Forwarded-User";

    @Option(names = "--closed", description = "Show pages to those alone who are known.")
    boolean closed;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "0",
            description = "Requests a second that one address may make (default: any number).")
    int rate;

    @Option(
            names = "--lost-after",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description =
                    "A run not ended and silent for so long is shown as lost (default"
                            + " ${DEFAULT-VALUE}; runs say that they live every 10).")
    long lostAfter = 60;

    ServerSettings settings() {
        var readers = closed ? Front.Readers.KNOWN : Front.Readers.ANYONE;
        var front = new Front(proxies, userHeader, readers, rate);
        return new ServerSettings(host, port, names, token.isEmpty() ? null : token, front)
                .lostAfter(Duration.ofSeconds(lostAfter));
    }
}
