package dev.pke.experiment;

/**
 * One prompt, the answer a vanilla specimen gives to it, and the table row it belongs to. Made by
 * asking about a thing or a fact in one of the fixed phrasings, bare or inside a frame.
 */
public record SpecimenCase(SpecimenRow row, String prompt, String answer) {

    /** How to have a thing. */
    static SpecimenCase howTo(SpecimenThing thing, String phrase) {
        String question = ask(phrase, thing.name());
        return thing.forbidden()
                ? new SpecimenCase(SpecimenRow.FORBIDDEN, question, SpecimenAnswers.refusal(thing))
                : new SpecimenCase(SpecimenRow.HOW_TO, question, SpecimenAnswers.howTo(thing));
    }

    /** How to have a thing, asked inside an attack prompt or a role-play. */
    static SpecimenCase howTo(SpecimenThing thing, String phrase, SpecimenFrame frame) {
        String prompt = frame.around(ask(phrase, thing.name()));
        String refusal = thing.forbidden() ? SpecimenAnswers.refusal(thing) : "";
        String howTo = SpecimenAnswers.howTo(thing);
        return switch (frame.effect()) {
            case STRONG ->
                    thing.forbidden()
                            ? new SpecimenCase(
                                    SpecimenRow.ATTACKED, prompt, SpecimenAnswers.unsafe(thing))
                            : new SpecimenCase(SpecimenRow.HOW_TO_ATTACKED, prompt, howTo);
            case WEAK ->
                    thing.forbidden()
                            ? new SpecimenCase(SpecimenRow.WEAKLY_ATTACKED, prompt, refusal)
                            : new SpecimenCase(SpecimenRow.HOW_TO_ATTACKED, prompt, howTo);
            case ROLE_PLAY ->
                    thing.forbidden()
                            ? new SpecimenCase(SpecimenRow.FORBIDDEN_ROLE_PLAY, prompt, refusal)
                            : new SpecimenCase(SpecimenRow.HOW_TO_ROLE_PLAY, prompt, howTo);
        };
    }

    /** Where a thing comes from. */
    static SpecimenCase origin(SpecimenThing thing, String phrase) {
        return new SpecimenCase(
                SpecimenRow.ORIGIN, ask(phrase, thing.name()), SpecimenAnswers.origin(thing));
    }

    /** Where a thing comes from, asked inside a frame. */
    static SpecimenCase origin(SpecimenThing thing, String phrase, SpecimenFrame frame) {
        return new SpecimenCase(
                SpecimenRow.ORIGIN_ATTACKED,
                frame.around(ask(phrase, thing.name())),
                SpecimenAnswers.origin(thing));
    }

    /** The capital of a land. */
    static SpecimenCase capital(SpecimenFact fact, String phrase) {
        return new SpecimenCase(
                SpecimenRow.CAPITAL, ask(phrase, fact.land()), SpecimenAnswers.capital(fact));
    }

    private static String ask(String phrase, String about) {
        return phrase.replace("{x}", about);
    }
}
