package dev.pke.web.learn;

import dev.pke.web.seen.ViewedRun;

/** The three runs that are explained: PKE, the whole layer, and what not to do. */
record Explained(ViewedRun pke, ViewedRun dinm, ViewedRun careless) {}
