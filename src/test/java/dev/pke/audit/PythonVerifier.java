package dev.pke.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs {@code schema/verify.py}: the verifier that shares neither code nor language with ours. */
record PythonVerifier(int exit, String output) {
    static PythonVerifier run(Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("python3", "-B", "schema/verify.py"));
        for (Object argument : arguments) {
            command.add(argument instanceof Path path ? path.toString() : argument.toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        Process process = builder.start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new PythonVerifier(process.waitFor(), output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
