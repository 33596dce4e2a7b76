package dev.pke.run;

/** An event that cannot follow the state a run is in; names both. */
public final class ImpossibleTransition extends RuntimeException {
    private final transient Run state;
    private final transient RunEvent event;

    ImpossibleTransition(Run state, RunEvent event, String why) {
        super(RunEventCodec.typeOf(event) + " cannot follow " + state + ": " + why);
        this.state = state;
        this.event = event;
    }

    public Run state() {
        return state;
    }

    public RunEvent event() {
        return event;
    }
}
