package dev.pke.web;

import dev.pke.event.UserError;

/** What a browser may ask this program to do, beyond reading. The command line implements it. */
public interface Commands {
    /** Starts a run of a plan, given as its YAML text; the new run's id. */
    String start(String plan);

    /** Asks a run of this process to stop; it ends with a {@code run-cancelled} event. */
    void cancel(String run);

    /** For a server that only shows what is recorded. */
    static Commands none() {
        return new Commands() {
            @Override
            public String start(String plan) {
                throw new UserError("this server starts no runs; use: pke run PLAN.yaml");
            }

            @Override
            public void cancel(String run) {
                throw new UserError("this server did not start " + run + "; stop it where it runs");
            }
        };
    }
}
