package dev.pke.run.facts;

import dev.pke.run.Fact;
import dev.pke.run.Told;

import java.util.List;

/** Facts that follow each other, held in one of two ways. */
sealed interface Piece permits Piece.Whole, Steps {
    int size();

    Told<Fact> get(int at);

    long position(int at);

    /** Those before an index. */
    Piece first(int count);

    /** Facts as they were decoded. */
    record Whole(List<Told<Fact>> told) implements Piece {
        public Whole {
            told = List.copyOf(told);
        }

        @Override
        public int size() {
            return told.size();
        }

        @Override
        public Told<Fact> get(int at) {
            return told.get(at);
        }

        @Override
        public long position(int at) {
            return told.get(at).position();
        }

        @Override
        public Piece first(int count) {
            return new Whole(told.subList(0, count));
        }
    }
}
