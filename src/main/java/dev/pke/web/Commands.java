package dev.pke.web;

import dev.pke.fault.UserError;
import dev.pke.web.chart.FigureText;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** What a browser may ask this program to do, beyond reading. The command line implements it. */
public interface Commands {
    /** Whether this program starts runs at all. */
    boolean startsRuns();

    /** Names of the plans at hand, such as {@code plain/pke-6}. */
    List<String> plans();

    /** Starts a run of a plan, given as its YAML text; the new run's id. */
    String start(String plan);

    /** Starts a run of one of {@link #plans}; the new run's id. */
    String startNamed(String name);

    /** Names of the judges that a run's answers can be put before. */
    List<String> judges();

    /**
     * Puts a run's answers before other judges, as a plan lists them or as YAML; the new run's id.
     */
    String judge(String run, List<?> judges);

    /** Where a run stands that was started here, or null for any other and once it has ended. */
    @Nullable Order order(String run);

    /** The runs that were started here and wait for their turn, the next first. */
    List<String> waiting();

    /** Asks a run of this process to stop; it ends with a {@code run-cancelled} event. */
    void cancel(String run);

    /** Does a recorded run again when its turn comes; the verdict goes on the record. */
    void replay(String run);

    /** Where that stands, or null where nobody asked for it here and once the verdict is given. */
    @Nullable Again replaying(String run);

    /**
     * A replay that was asked for here.
     *
     * @param compared events that were equal so far
     * @param of events that there are to compare; 0 while it waits
     * @param why it ended without a verdict; "" otherwise
     */
    record Again(long compared, long of, String stage, String why) {
        /** One whose turn has not come. */
        public static Again waiting() {
            return new Again(0, 0, "", "");
        }

        /** One at work. */
        public static Again atWork(long compared, long of, String stage) {
            return new Again(compared, of, stage, "");
        }

        /** One that came to no verdict. */
        public static Again failed(String why) {
            return new Again(0, 0, "", why);
        }

        /** Whether a verdict may still come. */
        public boolean isUnderWay() {
            return why.isEmpty();
        }

        /** "412 of 1,913 events equal so far, evaluate before". */
        public String words() {
            if (!isUnderWay()) {
                return "It ended without a verdict: " + why;
            }
            return of == 0
                    ? "It waits for its turn: one model at a time."
                    : "Being done again: "
                            + FigureText.count(compared)
                            + " of "
                            + FigureText.count(of)
                            + " events equal so far"
                            + (stage.isEmpty() ? "." : ", " + stage.replace('-', ' ') + ".");
        }
    }

    /** A run that was asked for here; {@code why} it never began is empty for the other states. */
    record Order(State state, String why) {
        /** What became of it so far. */
        public enum State {
            WAITING,
            AT_WORK,
            STOPPING,
            NEVER_BEGAN
        }

        /** Whether asking it to stop makes sense. */
        public boolean isStoppable() {
            return state == State.WAITING || state == State.AT_WORK;
        }

        public boolean isWaiting() {
            return state == State.WAITING;
        }

        public boolean isStopping() {
            return state == State.STOPPING;
        }
    }

    /** For a server that only shows what is recorded. */
    static Commands none() {
        return new Commands() {
            @Override
            public boolean startsRuns() {
                return false;
            }

            @Override
            public List<String> plans() {
                return List.of();
            }

            @Override
            public String start(String plan) {
                throw new UserError("this server starts no runs; use: pke run PLAN.yaml");
            }

            @Override
            public String startNamed(String name) {
                return start(name);
            }

            @Override
            public List<String> judges() {
                return List.of();
            }

            @Override
            public String judge(String run, List<?> judges) {
                throw new UserError("this server judges nothing again; use: pke judge " + run);
            }

            @Override
            public @Nullable Order order(String run) {
                return null;
            }

            @Override
            public List<String> waiting() {
                return List.of();
            }

            @Override
            public void replay(String run) {
                throw new UserError("this server does no run again; use: pke replay " + run);
            }

            @Override
            public @Nullable Again replaying(String run) {
                return null;
            }

            @Override
            public void cancel(String run) {
                throw new UserError("this server did not start " + run + "; stop it where it runs");
            }
        };
    }
}
