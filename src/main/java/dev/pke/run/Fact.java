package dev.pke.run;

/** Anything this program writes on the record: what a run did, what someone said or did. */
public sealed interface Fact permits RunEvent, ReviewEvent, BundleImported, Acted {}
