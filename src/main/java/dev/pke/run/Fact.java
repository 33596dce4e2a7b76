package dev.pke.run;

/** Anything this program writes on the record: what a run did, or what someone said about it. */
public sealed interface Fact permits RunEvent, ReviewEvent, BundleImported {}
