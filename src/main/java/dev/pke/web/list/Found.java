package dev.pke.web.list;

import dev.pke.run.query.Line;
import dev.pke.web.seen.ListedRun;

/** A run that was asked for: as it is listed, and as a query sees it. */
record Found(ListedRun listed, Line line) {}
