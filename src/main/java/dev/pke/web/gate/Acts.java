package dev.pke.web.gate;

import dev.pke.event.EventStore;
import dev.pke.run.Acted;

import java.util.UUID;

/** Puts on the record who had this server do what, once it is done. Any thread. */
public record Acts(EventStore store) {
    /** Says that a caller did something to something. */
    public void did(Caller caller, String action, String subject) {
        new Acted(caller.name(), caller.through(), action, subject)
                .writeTo(store, "act." + UUID.randomUUID());
    }
}
