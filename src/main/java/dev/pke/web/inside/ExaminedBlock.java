package dev.pke.web.inside;

import dev.pke.run.RunEvent.BlockExamined;

import org.jspecify.annotations.Nullable;

/** A block's figures and the event that holds them. */
record ExaminedBlock(BlockExamined fact, String href) {
    @Nullable Double figure(String name) {
        return fact.figures().get(name);
    }
}
