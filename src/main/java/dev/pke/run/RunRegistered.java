package dev.pke.run;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The run exists: the whole plan as a JSON object, what it is called, and where it runs. {@code
 * method} is what people read ("pke"); 64-bit seeds are decimal strings by name.
 */
public record RunRegistered(
        String run,
        Map<String, @Nullable Object> plan,
        String planName,
        String method,
        String model,
        Map<String, String> seeds,
        Code code,
        Machine machine)
        implements RunEvent, Milestone {
    public RunRegistered {
        Streams.checkRun(run);
        Check.text("planName", planName);
        Check.text("method", method);
        Check.text("model", model);
        plan = Collections.unmodifiableMap(new LinkedHashMap<>(plan));
        seeds = Map.copyOf(seeds);
    }
}
