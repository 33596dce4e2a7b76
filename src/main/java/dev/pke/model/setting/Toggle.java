package dev.pke.model.setting;

/** A part of a method that can be switched off. */
public enum Toggle {
    ON,
    OFF
}
