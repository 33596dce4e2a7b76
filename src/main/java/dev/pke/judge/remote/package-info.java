/**
 * The door to models elsewhere: OpenAI-compatible and Anthropic endpoints, asked with patience, at
 * a pace, and never twice for the same. Judges and closed models as arms of a comparison go through
 * it. Knows {@code fault} and what can be set of {@code model}; the network, and a folder of
 * replies, are reached from here alone. An {@link dev.pke.judge.remote.Exchange} belongs to one run
 * and its thread, and asks on threads of its own.
 */
@NullMarked
package dev.pke.judge.remote;

import org.jspecify.annotations.NullMarked;
