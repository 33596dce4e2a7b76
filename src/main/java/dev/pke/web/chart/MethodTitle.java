package dev.pke.web.chart;

/**
 * What a method says of itself to the pages.
 *
 * @param method its name on the record
 * @param title its name in prose
 * @param hue the key of its {@link MethodStyle}
 * @param sentence what it does
 */
public record MethodTitle(String method, String title, String hue, String sentence) {}
