package dev.pke.web.list;

/** A view that is saved as a link. */
public record SavedView(String title, String href, boolean now) {}
