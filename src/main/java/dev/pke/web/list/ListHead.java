package dev.pke.web.list;

/** A column by which the list can be sorted. */
public record ListHead(String title, String meaning, String href, String arrow, String css) {}
