package dev.pke.cli.record;

import dev.pke.audit.sign.SigningKey;
import dev.pke.fault.UserError;

import picocli.CommandLine.Option;

import java.nio.file.Files;
import java.nio.file.Path;

/** The private key that signs heads: outside the home, for its owner's eyes alone. */
final class KeyOption {
    @Option(
            names = "--key",
            paramLabel = "FILE",
            defaultValue = "${env:PKE_KEY:-${sys:user.home}/.config/pke/sign.pem}",
            description =
                    "Signing key: ECDSA P-256, PEM, mode 0600, outside the home (env PKE_KEY;"
                            + " default ~/.config/pke/sign.pem).")
    Path file = Path.of("sign.pem");

    SigningKey read(Path home) {
        if (!Files.exists(file)) {
            throw new UserError(
                    "no signing key at %s: make one with `pke sign --new-key --key %s`"
                            .formatted(file, file));
        }
        return SigningKey.read(file, home);
    }
}
