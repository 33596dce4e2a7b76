package dev.pke.experiment;

import dev.pke.event.Blobs;
import dev.pke.event.EventStore;
import dev.pke.judge.remote.Source;
import dev.pke.model.weights.Packing;
import dev.pke.run.word.Code;

import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What a run needs from outside: where it records, a clock, and what is known about the program and
 * the machine.
 *
 * @param nanos a clock that only goes forward, for what is measured
 * @param machine facts that can change a result's bits: processor, system, Java
 * @param packing how models' products are made, where that is right
 * @param listener hears how the run goes on
 * @param cancelled whether someone asked the run to stop
 * @param unedited answers that runs of this process share
 * @param remote where models elsewhere are asked
 * @param salt each time other random digits, for what nobody should guess
 */
public record Surroundings(
        EventStore store,
        Blobs blobs,
        LongSupplier nanos,
        Code code,
        Map<String, String> machine,
        Packing packing,
        RunListener listener,
        BooleanSupplier cancelled,
        Unedited unedited,
        Source remote,
        Supplier<String> salt) {
    public Surroundings {
        machine = Map.copyOf(machine);
    }

    /** Where nobody elsewhere is asked. */
    public Surroundings(
            EventStore store,
            Blobs blobs,
            LongSupplier nanos,
            Code code,
            Map<String, String> machine,
            Packing packing,
            RunListener listener,
            BooleanSupplier cancelled,
            Unedited unedited) {
        this(
                store,
                blobs,
                nanos,
                code,
                machine,
                packing,
                listener,
                cancelled,
                unedited,
                Source.none(),
                () -> {
                    throw new IllegalStateException("there is no chance at hand");
                });
    }

    /** The same, but heard by someone else, recording elsewhere and asking nobody again. */
    Surroundings recordingIn(EventStore otherStore, Blobs otherBlobs, RunListener other) {
        return new Surroundings(
                otherStore,
                otherBlobs,
                nanos,
                code,
                machine,
                packing,
                other,
                cancelled,
                new Unedited(),
                Source.recorded(),
                salt);
    }
}
