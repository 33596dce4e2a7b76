package dev.pke.cli.plan;

import dev.pke.fault.UserError;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;

/** Asks someone at a terminal for what was not said, a line each. */
final class Questions {
    private final @Nullable BufferedReader answers;
    private final PrintWriter out;

    /**
     * @param answers null where nobody is there to ask
     */
    Questions(@Nullable BufferedReader answers, PrintWriter out) {
        this.answers = answers;
        this.out = out;
    }

    /**
     * What was said, or what someone answers, or where they just press Enter what is usual.
     *
     * @param option that says the same without a question
     */
    String ask(@Nullable String said, String question, String option, @Nullable String usual) {
        if (said != null) {
            return said;
        }
        if (answers == null) {
            if (usual == null) {
                throw new UserError(question + " is needed: say it with " + option);
            }
            return usual;
        }
        String answer = "";
        while (answer.isEmpty()) {
            out.print(question + (usual == null ? "" : " [" + usual + "]") + ": ");
            out.flush();
            String line = line();
            answer = line.isBlank() && usual != null ? usual : line.strip();
        }
        return answer;
    }

    private String line() {
        try {
            String line = answers == null ? null : answers.readLine();
            if (line == null) {
                throw new UserError("the answers ended before the questions did");
            }
            return line;
        } catch (IOException gone) {
            throw new UserError("no answer can be read: " + gone.getMessage(), gone);
        }
    }
}
