package dev.pke.audit;

import dev.pke.event.CanonicalJson;
import dev.pke.fault.UserError;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a bundle says is in it.
 *
 * @param runs ids of the runs it was made of
 * @param streams sorted names
 * @param events how many
 * @param files every other entry with its SHA-256
 */
public record BundleManifest(
        String origin,
        long treeSize,
        String root,
        List<String> runs,
        List<String> streams,
        long events,
        SortedMap<String, String> files) {
    /** The format's name and version. */
    public static final String FORMAT = "pke-bundle.v1";

    static final String ENTRY = "manifest.json";
    static final String HEAD = "head";
    static final String KEY = "key.pem";
    static final String EVENTS = "events.jsonl";
    static final String CONSISTENCY = "consistency.json";
    static final String BLOBS = "blobs/";

    /** Takes copies. */
    public BundleManifest {
        runs = List.copyOf(runs);
        streams = List.copyOf(streams);
        files = new TreeMap<>(files);
    }

    /** Canonical JSON. */
    String json() {
        Map<String, Object> out = new TreeMap<>();
        out.put("events", events);
        out.put("files", files);
        out.put("format", FORMAT);
        out.put("origin", origin);
        out.put("root", root);
        out.put("runs", runs);
        out.put("streams", streams);
        out.put("treeSize", treeSize);
        return CanonicalJson.write(out);
    }

    /** Reads canonical JSON; a user error says what is wrong with it. */
    static BundleManifest parse(String json) {
        JsonFields fields = JsonFields.parse(json, ENTRY);
        if (!fields.text("format").equals(FORMAT)) {
            throw new UserError(ENTRY + ": not of the format " + FORMAT);
        }
        JsonFields named = fields.object("files");
        SortedMap<String, String> files = new TreeMap<>();
        for (Object name : named.map().keySet()) {
            files.put(String.valueOf(name), named.text(String.valueOf(name)));
        }
        BundleManifest manifest =
                new BundleManifest(
                        fields.text("origin"),
                        fields.count("treeSize"),
                        fields.text("root"),
                        fields.texts("runs"),
                        fields.texts("streams"),
                        fields.count("events"),
                        files);
        if (!manifest.json().equals(json)) {
            throw new UserError(ENTRY + " is not canonical JSON, or has fields of another format");
        }
        return manifest;
    }
}
