/**
 * The conditions that try how firmly an edit holds. Knows {@code experiment.plan}; never an event.
 * A model that a condition changes is as before when it ends. One thread, the model's.
 */
@NullMarked
package dev.pke.experiment.robust;

import org.jspecify.annotations.NullMarked;
