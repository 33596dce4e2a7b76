package dev.pke.model.setting;

/**
 * What a method says of itself; pages, lists and tables take it from here.
 *
 * @param name as plans and records write it, such as {@code ft-l}
 * @param title as prose writes it, such as "FT-L"
 * @param hue the colour and mark it wears in charts: one of those the pages have
 * @param sentence what it does, in one sentence
 */
public record MethodCard(String name, String title, String hue, String sentence) {
    public MethodCard {
        if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*") || title.isBlank() || hue.isBlank()) {
            throw new IllegalArgumentException("no method is called so: " + name + ", " + title);
        }
        if (!sentence.endsWith(".") || sentence.contains("\n")) {
            throw new IllegalArgumentException("no sentence: " + sentence);
        }
    }

    /** Whether it stands for chance, which others are held against. */
    public boolean isControl() {
        return hue.equals("random");
    }
}
