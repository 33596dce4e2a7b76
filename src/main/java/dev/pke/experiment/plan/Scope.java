package dev.pke.experiment.plan;

import dev.pke.eval.Figures;

/**
 * Which figures an evaluation has.
 *
 * @param figures which set
 * @param locality benign prompts that KL and perplexity are taken on, 0 for none
 */
public record Scope(Figures figures, int locality) {
    /** What records from before there was a choice have. */
    static final Scope FIRST = new Scope(Figures.FIRST, 0);

    /** What an evaluation has unless told otherwise. */
    static final Scope USUAL = new Scope(Figures.THIRD, 64);

    /** Reads both keys; one that is left out is what is usual here, and recorded so. */
    static Scope read(Section section, Scope unsaid) {
        boolean old = unsaid.equals(FIRST);
        int figures = unsaid.figures.number();
        if (section.has("figures")) {
            figures = section.count(PlanNumber.FIGURES);
        } else if (!old) {
            section.derive("figures", figures);
        }
        int locality = unsaid.locality;
        if (section.has("locality")) {
            locality = section.count(PlanNumber.LOCALITY);
        } else if (!old) {
            section.derive("locality", locality);
        }
        return new Scope(Figures.of(figures), locality);
    }
}
