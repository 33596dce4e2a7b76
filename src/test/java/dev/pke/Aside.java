package dev.pke;

import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A test class that leaves torch alone: it runs aside from those that compute, one such class at a
 * time and its tests in turn. Most of them wait for a browser or for another process. It writes
 * nothing to {@code System.out} or {@code System.err}, which a test beside it may have caught.
 */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("aside")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Aside {}
