package dev.pke.web.since;

import dev.pke.run.word.Metric;
import dev.pke.web.chart.MethodStyle;

/** One point to be told; {@code brief} is empty of a model as found. */
record LaterStep(MethodStyle hue, Metric asr, int parent, String brief) {}
