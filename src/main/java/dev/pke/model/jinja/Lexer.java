package dev.pke.model.jinja;

import dev.pke.model.jinja.Token.Kind;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a template into tokens, with the white space rules transformers sets: trim_blocks (a line
 * break right after a statement goes) and lstrip_blocks (blanks before a statement that begins its
 * line go), and {@code -} at a tag's edge, which takes all white space on its side.
 */
final class Lexer {
    private static final Pattern INSIDE =
            Pattern.compile(
                    "(?<blank>\\s+)"
                            + "|(?<string>'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\")"
                            + "|(?<number>\\d+(?:\\.\\d+)?)"
                            + "|(?<name>[A-Za-z_]\\w*)"
                            + "|(?<operator>==|!=|<=|>=|//|\\*\\*|[-+*/%~<>=()\\[\\]{},.:|])",
                    Pattern.DOTALL);

    /** A character by its number, behind a backslash. */
    private static final Pattern CODE = Pattern.compile("x\\p{XDigit}{2}|u\\p{XDigit}{4}");

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String source) {
        this.source = source;
    }

    static List<Token> tokens(String template) {
        // Jinja drops one line break at the very end.
        String source =
                template.endsWith("\n") ? template.substring(0, template.length() - 1) : template;
        var lexer = new Lexer(source);
        lexer.run();
        return List.copyOf(lexer.tokens);
    }

    private void run() {
        boolean eatAll = false;
        boolean eatLine = false;
        while (true) {
            int open = nextTag();
            String text = source.substring(at, open < 0 ? source.length() : open);
            if (eatAll) {
                text = text.stripLeading();
            } else if (eatLine && text.startsWith("\n")) {
                text = text.substring(1);
            }
            if (open < 0) {
                add(Kind.TEXT, text);
                add(Kind.END, "");
                return;
            }
            char kind = source.charAt(open + 1);
            boolean strips = open + 2 < source.length() && source.charAt(open + 2) == '-';
            boolean keeps = source.startsWith("+", open + 2); // no white space at all
            if (strips) {
                text = text.stripTrailing();
            } else if (kind != '{' && !keeps) {
                text = withoutIndent(text, open);
            }
            add(Kind.TEXT, text);
            at = open + (strips || keeps ? 3 : 2);
            eatAll = kind == '#' ? comment() : tag(kind);
            eatLine = kind != '{';
        }
    }

    private int nextTag() {
        for (int i = at; i + 1 < source.length(); i++) {
            if (source.charAt(i) == '{' && "{%#".indexOf(source.charAt(i + 1)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    /** Blanks between the line's beginning and a statement go. */
    private String withoutIndent(String text, int open) {
        int cut = text.length();
        while (cut > 0 && (text.charAt(cut - 1) == ' ' || text.charAt(cut - 1) == '\t')) {
            cut--;
        }
        int lineStart = open - (text.length() - cut);
        boolean beginsLine = lineStart == 0 || source.charAt(lineStart - 1) == '\n';
        return beginsLine ? text.substring(0, cut) : text;
    }

    /** Skips a comment; true where it strips what follows. */
    private boolean comment() {
        int end = source.indexOf("#}", at);
        if (end < 0) {
            throw new JinjaError("a comment of the template has no end");
        }
        boolean strips = source.charAt(end - 1) == '-';
        at = end + 2;
        return strips;
    }

    /** Reads up to the tag's end; true where it strips what follows. */
    private boolean tag(char kind) {
        add(kind == '{' ? Kind.OPEN_EXPRESSION : Kind.OPEN_STATEMENT, "");
        String close = kind == '{' ? "}}" : "%}";
        Matcher inside = INSIDE.matcher(source);
        int braces = 0;
        while (true) {
            boolean strips = source.startsWith("-" + close, at);
            if (strips || (braces == 0 && source.startsWith(close, at))) {
                at += strips ? 3 : 2;
                add(Kind.CLOSE, "");
                return strips;
            }
            if (!inside.region(at, source.length()).lookingAt()) {
                throw new JinjaError("the template cannot be read at: " + rest());
            }
            at = inside.end();
            String text = inside.group();
            braces += text.equals("{") ? 1 : text.equals("}") ? -1 : 0;
            add(inside, text);
        }
    }

    private void add(Matcher found, String text) {
        if (found.group("string") != null) {
            add(Kind.STRING, unescape(text.substring(1, text.length() - 1)));
        } else if (found.group("number") != null) {
            add(Kind.NUMBER, text);
        } else if (found.group("name") != null) {
            add(Kind.NAME, text);
        } else if (found.group("operator") != null) {
            add(Kind.OPERATOR, text);
        }
    }

    private static String unescape(String text) {
        var out = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i++);
            boolean escapes = c == '\\' && i < text.length();
            Matcher code = CODE.matcher(text).region(i, text.length());
            if (escapes && code.lookingAt()) {
                out.appendCodePoint(Integer.parseInt(code.group().substring(1), 16));
                i = code.end();
            } else {
                out.append(escapes ? escaped(text.charAt(i++)) : String.valueOf(c));
            }
        }
        return out.toString();
    }

    private static String escaped(char c) {
        return switch (c) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case '\\', '\'', '"' -> String.valueOf(c);
            default -> "\\" + c;
        };
    }

    private void add(Kind kind, String text) {
        if (kind != Kind.TEXT || !text.isEmpty()) {
            tokens.add(new Token(kind, text));
        }
    }

    private String rest() {
        return source.substring(at, Math.min(source.length(), at + 20)).replace('\n', ' ');
    }
}
