package dev.pke.experiment.plan;

import dev.pke.model.folder.ModelPlaces;

import java.nio.file.Path;

/**
 * What all sections of a plan stand on.
 *
 * @param file what to call the plan in an error
 * @param base the folder that relative files are relative to
 * @param places what ~ and variables in a path mean
 * @param seed what a seed is that a section doesn't say
 */
record Ground(String file, Path base, ModelPlaces places, SharedSeed seed) {
    Ground(String file, Path base, ModelPlaces places) {
        this(file, base, places, new SharedSeed());
    }
}
