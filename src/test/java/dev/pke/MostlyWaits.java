package dev.pke;

import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A test class that mostly waits, for a browser or for another process: it runs beside those that
 * compute, one such class at a time and its tests in turn. It writes nothing to {@code System.out}
 * or {@code System.err}, which a test beside it may have caught.
 */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("waiting")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface MostlyWaits {}
