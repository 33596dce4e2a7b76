package dev.pke.audit;

import dev.pke.audit.sign.SignedHead;
import dev.pke.audit.sign.VerifyingKey;
import dev.pke.audit.sign.WitnessKey;
import dev.pke.fault.UserError;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One record of the corpus and what both verifiers must say of it.
 *
 * @param exit the exit code: 0 a pass, 1 wrong, 2 no record, 3 something asked for is not checked
 */
record Case(String name, int exit, List<String> arguments) {
    Case {
        arguments = List.copyOf(arguments);
    }

    static Case of(String name, int exit, Path record, Object... options) {
        List<String> arguments = new ArrayList<>(List.of(record.toString()));
        for (Object option : options) {
            arguments.add(option.toString());
        }
        return new Case(name, exit, arguments);
    }

    /** What our verifier says: its exit code, and its lines or the one line of its refusal. */
    record Said(int exit, String text) {}

    Said ours() {
        try {
            SignedHead head = null;
            VerifyingKey key = null;
            List<WitnessKey> witnesses = new ArrayList<>();
            List<Path> blobs = new ArrayList<>();
            for (int i = 1; i < arguments.size(); i += 2) {
                String value = arguments.get(i + 1);
                switch (arguments.get(i)) {
                    case "--head" -> head = SignedHead.read(Path.of(value));
                    case "--key" -> key = VerifyingKey.read(Path.of(value));
                    case "--blobs" -> blobs.add(Path.of(value));
                    default -> witnesses.add(WitnessKey.read(value));
                }
            }
            return said(new Verify(head, key, witnesses, blobs, 2));
        } catch (UserError e) {
            return new Said(2, e.line());
        }
    }

    private Said said(Verify verify) {
        Verification found = verify.either(Path.of(arguments.getFirst()));
        return new Said(found.exitCode(), String.join("\n", found.lines()));
    }

    @Override
    public String toString() {
        return name;
    }
}
