package dev.pke.edit;

import ai.djl.ndarray.NDList;

import dev.pke.model.weights.Patch;

/** What an optimiser moves, and the patch that follows from it. */
interface Course {
    /** The patch as it is now. */
    Patch patch();

    /** What the optimiser steps, in a fixed order. */
    NDList moving();

    /** The gradients at what moves, from those at the patch's leaves. */
    NDList pulled(NDList atLeaves);

    /** Brings the patch to where a step has led. */
    void follow();

    /** Where the patch's leaves themselves move. */
    static Course of(Patch patch) {
        return new Course() {
            @Override
            public Patch patch() {
                return patch;
            }

            @Override
            public NDList moving() {
                return patch.leaves();
            }

            @Override
            public NDList pulled(NDList atLeaves) {
                return atLeaves;
            }

            @Override
            public void follow() {}
        };
    }
}
