package dev.pke.web.held;

/** How ordinary answers are held against those before the edit. */
public enum Ordinary {
    /** Word for word. */
    KEPT("kept", "benign answers kept"),
    /** By degrees, as ROUGE-L has it. */
    ALIKE("likeness", "likeness of benign answers");

    private final String brief;
    private final String words;

    Ordinary(String brief, String words) {
        this.brief = brief;
        this.words = words;
    }

    String brief() {
        return brief;
    }

    /** As the head of a column. */
    public String words() {
        return words;
    }
}
