package dev.pke.judge.remote;

import dev.pke.fault.ModelError;

/** Where replies come from: the network, or a record. May be asked from several threads. */
@FunctionalInterface
public interface Source {
    /**
     * The whole reply to a request.
     *
     * @param digest of the address and the body
     * @throws ModelError in one line where there is none
     */
    String reply(Endpoint endpoint, String body, String digest);

    /** Where nobody is asked. */
    static Source none() {
        return (endpoint, body, digest) -> {
            throw new ModelError("nobody elsewhere is asked here, so not " + endpoint.url());
        };
    }

    /** A record that has no reply to a request: a replay never asks again. */
    static Source recorded() {
        return (endpoint, body, digest) -> {
            throw new ModelError(
                    "the record has no reply of %s to request %s, and a replay never asks again"
                            .formatted(endpoint.model(), digest.substring(0, 16)));
        };
    }
}
