package dev.pke.judge.remote;

/**
 * One request and what came back, as it goes on the record.
 *
 * @param endpoint the address that was asked
 * @param model what the model is called there
 * @param request the SHA-256 of the address and the request's body
 * @param reply the whole body of the reply
 */
public record Asked(String endpoint, String model, String request, String reply) {}
