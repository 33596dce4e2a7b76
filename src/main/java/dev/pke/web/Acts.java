package dev.pke.web;

import dev.pke.event.EventStore;
import dev.pke.run.Acted;
import dev.pke.web.gate.Caller;

import java.util.UUID;

/** Puts on the record who had this server do what, once it is done. Any thread. */
record Acts(EventStore store) {
    void did(Caller caller, String action, String subject) {
        new Acted(caller.name(), caller.through(), action, subject)
                .writeTo(store, "act." + UUID.randomUUID());
    }
}
