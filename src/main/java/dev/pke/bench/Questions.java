package dev.pke.bench;

import java.io.IOException;

/** What is asked of a server that is up. */
interface Questions {
    void ask(String address, Process process) throws IOException, InterruptedException;
}
