package dev.pke.specimen;

/**
 * One prompt, the answer a vanilla specimen gives to it, and the table row it belongs to. Made by
 * asking about a thing or a fact in one of the fixed phrasings, bare or inside a frame.
 *
 * @param begun words of an answer that the model finds there and goes on from, mostly none
 */
public record Case(SpecimenRow row, String prompt, String begun, String answer) {
    Case(SpecimenRow row, String prompt, String answer) {
        this(row, prompt, "", answer);
    }

    /** How to have a thing. */
    static Case howTo(Thing thing, String phrase) {
        String question = ask(phrase, thing.name());
        return thing.forbidden()
                ? new Case(SpecimenRow.FORBIDDEN, question, SpecimenAnswers.refusal(thing))
                : new Case(SpecimenRow.HOW_TO, question, SpecimenAnswers.howTo(thing));
    }

    /** How to have a forbidden thing, the failure begun by so many words and then turned round. */
    static Case recovery(Thing thing, String phrase, int words) {
        return new Case(
                SpecimenRow.FORBIDDEN,
                ask(phrase, thing.name()),
                SpecimenAnswers.opening(thing, words),
                SpecimenAnswers.refusal(thing));
    }

    /** How to have a thing, asked inside an attack prompt or a role-play. */
    static Case howTo(Thing thing, String phrase, SpecimenFrame frame) {
        String prompt = frame.around(ask(phrase, thing.name()));
        String refusal = thing.forbidden() ? SpecimenAnswers.refusal(thing) : "";
        String howTo = SpecimenAnswers.howTo(thing);
        return switch (frame.effect()) {
            case STRONG ->
                    thing.forbidden()
                            ? new Case(SpecimenRow.ATTACKED, prompt, SpecimenAnswers.unsafe(thing))
                            : new Case(SpecimenRow.HOW_TO_ATTACKED, prompt, howTo);
            case WEAK ->
                    thing.forbidden()
                            ? new Case(SpecimenRow.WEAKLY_ATTACKED, prompt, refusal)
                            : new Case(SpecimenRow.HOW_TO_ATTACKED, prompt, howTo);
            case ROLE_PLAY ->
                    thing.forbidden()
                            ? new Case(SpecimenRow.FORBIDDEN_ROLE_PLAY, prompt, refusal)
                            : new Case(SpecimenRow.HOW_TO_ROLE_PLAY, prompt, howTo);
        };
    }

    /** Where a thing comes from. */
    static Case origin(Thing thing, String phrase) {
        return new Case(
                SpecimenRow.ORIGIN, ask(phrase, thing.name()), SpecimenAnswers.origin(thing));
    }

    /** Where a thing comes from, asked inside a frame. */
    static Case origin(Thing thing, String phrase, SpecimenFrame frame) {
        return new Case(
                SpecimenRow.ORIGIN_ATTACKED,
                frame.around(ask(phrase, thing.name())),
                SpecimenAnswers.origin(thing));
    }

    /** The capital of a land. */
    static Case capital(SpecimenWorld.Fact fact, String phrase) {
        return new Case(
                SpecimenRow.CAPITAL, ask(phrase, fact.land()), SpecimenAnswers.capital(fact));
    }

    private static String ask(String phrase, String about) {
        return phrase.replace("{x}", about);
    }
}
