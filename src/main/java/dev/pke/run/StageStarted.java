package dev.pke.run;

/** A stage began. */
public record StageStarted(Stage stage) implements RunEvent, Milestone {}
