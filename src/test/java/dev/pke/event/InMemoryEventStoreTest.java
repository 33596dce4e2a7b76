package dev.pke.event;

import java.time.Clock;

class InMemoryEventStoreTest extends EventStoreContract {
    @Override
    protected EventStore open(Clock clock) {
        return new InMemoryEventStore(clock);
    }
}
