package dev.pke.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * What was asked for: a verb and the words for it. {@code --home DIR} may stand before the verb,
 * and {@code help}, {@code version} are verbs like their options.
 */
record Request(String verb, List<String> words) {
    static final String HELP = "help";
    static final String VERSION = "version";

    static final String HOME = "--home";

    Request {
        words = List.copyOf(words);
    }

    static Request of(List<String> args) {
        List<String> before = new ArrayList<>();
        for (int i = 0; i < args.size(); i++) {
            String word = args.get(i);
            if (word.equals(HOME) && i + 1 < args.size()) {
                before.add(word);
                before.add(args.get(++i));
            } else if (word.startsWith(HOME + "=")) {
                before.add(word);
            } else {
                return named(word, before, args.subList(i + 1, args.size()));
            }
        }
        return new Request(HELP, List.of());
    }

    private static Request named(String verb, List<String> before, List<String> after) {
        return switch (verb) {
            case "-h", "--help", HELP -> help(after);
            case "-V", "--version", VERSION -> new Request(VERSION, after);
            default -> {
                before.addAll(after);
                yield new Request(verb, before);
            }
        };
    }

    /** {@code help VERB} is {@code VERB --help}. */
    private static Request help(List<String> of) {
        if (of.isEmpty() || of.getFirst().startsWith("-")) {
            return new Request(HELP, List.of());
        }
        List<String> words = new ArrayList<>(of.subList(1, of.size()));
        words.add("--help");
        return new Request(of.getFirst(), words);
    }
}
