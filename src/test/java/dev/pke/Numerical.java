package dev.pke;

import org.junit.jupiter.api.Tag;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks tests whose numbers a CPU's instructions could change: the build's profile {@code cpus}
 * runs them again without AVX-512, and again without AVX2.
 */
@Tag("numerical")
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Numerical {}
