package dev.pke.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.event.CanonicalJson;
import dev.pke.event.Sha256;
import dev.pke.store.Home;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Makes bundles that no verifier may pass: a true one, taken apart and put together otherwise. */
final class Bundles {
    private final Path folder;
    private final Path bundle;
    private final List<Case> cases = new ArrayList<>();

    private Bundles(Path folder, Path bundle) {
        this.folder = folder;
        this.bundle = bundle;
    }

    static List<Case> all(Path folder) throws IOException, InterruptedException {
        Path home = BadHomes.copy(BadHomes.TRUE, folder.resolve("bundled"));
        Path bundle = folder.resolve("true.pke");
        try (Home open = Home.openReadOnly(home)) {
            new BundleWriter(open.store(), open.blobs())
                    .write(List.of("20261128-111927-tiny-pke-e174"), null, null, bundle);
        }
        Bundles bundles = new Bundles(folder, bundle);
        bundles.events();
        bundles.manifests();
        bundles.entries();
        bundles.files();
        return bundles.cases;
    }

    /** Takes the entries apart, changes them, and writes a manifest that fits if asked for. */
    interface Change {
        void to(Map<String, byte[]> entries) throws IOException;
    }

    private void changed(String name, Change change) throws IOException {
        Map<String, byte[]> entries = read();
        change.to(entries);
        write(name, entries);
    }

    /** As a forger would: the digests in the manifest are those of the changed entries. */
    private void fitted(String name, Change change) throws IOException {
        Map<String, byte[]> entries = read();
        Map<String, byte[]> before = new LinkedHashMap<>(entries);
        change.to(entries);
        String manifest = text(entries, BundleManifest.ENTRY);
        for (Map.Entry<String, byte[]> entry : before.entrySet()) {
            byte[] now = entries.getOrDefault(entry.getKey(), entry.getValue());
            manifest = manifest.replace(Sha256.hex(entry.getValue()), Sha256.hex(now));
        }
        entries.put(BundleManifest.ENTRY, manifest.getBytes(UTF_8));
        write(name, entries);
    }

    private void edited(String name, String entry, UnaryOperator<String> edit) throws IOException {
        fitted(
                name,
                entries -> {
                    String text = text(entries, entry);
                    String now = edit.apply(text);
                    if (now.equals(text)) {
                        throw new IOException(name + ": nothing was changed");
                    }
                    entries.put(entry, now.getBytes(UTF_8));
                });
    }

    private static String text(Map<String, byte[]> entries, String entry) {
        return new String(entries.getOrDefault(entry, new byte[0]), UTF_8);
    }

    private Map<String, byte[]> read() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(bundle.toFile())) {
            for (ZipEntry each : zip.stream().toList()) {
                try (InputStream in = zip.getInputStream(each)) {
                    entries.put(each.getName(), in.readAllBytes());
                }
            }
        }
        return entries;
    }

    private Path next(String name) {
        Path to = folder.resolve("bad-bundle-" + cases.size());
        cases.add(Case.of(name, 1, to));
        return to;
    }

    private void write(String name, Map<String, byte[]> entries) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(next(name)))) {
            for (Map.Entry<String, byte[]> each : entries.entrySet()) {
                ZipEntries.deflated(zip, each.getKey(), each.getValue());
            }
        }
    }

    private void events() throws IOException {
        String events = BundleManifest.EVENTS;
        edited("a changed answer", events, s -> s.replaceFirst("\"tokens\":6", "\"tokens\":5"));
        edited("a space in a line", events, s -> s.replaceFirst("\"tokens\":6", "\"tokens\": 6"));
        edited("a removed line", events, s -> s.replaceFirst("\\n[^\\n]*\\n", "\n"));
        edited("a line twice", events, s -> s.replaceFirst("\\A([^\\n]*\\n)", "$1$1"));
        edited(
                "two lines swapped",
                events,
                s -> s.replaceFirst("\\A([^\\n]*\\n)([^\\n]*\\n)", "$2$1"));
        edited("a hash in capitals", events, s -> upper(s, "\"hash\":\""));
        edited(
                "another hash before",
                events,
                s -> s.replaceFirst("(\"previous\":\")00", "$1" + "01"));
        edited(
                "another proof",
                events,
                s -> s.replaceFirst("(\"proof\":\\[\")....", "$1" + "0000"));
        edited("no proof", events, s -> s.replaceFirst("\"proof\":\\[[^]]*]", "\"proof\":[]"));
        edited("a field more in a line", events, s -> s.replaceFirst("\\A\\{", "{\"a\":1,"));
        edited("a last line without end", events, s -> s.substring(0, s.length() - 1));
        edited("a line that is no JSON", events, s -> s + "{\n");
        fitted("no events", e -> e.put(events, new byte[0]));
        fitted(
                "no events, said so",
                e -> {
                    e.put(events, new byte[0]);
                    String manifest = text(e, BundleManifest.ENTRY);
                    e.keySet().removeIf(name -> name.startsWith(BundleManifest.BLOBS));
                    e.put(
                            BundleManifest.ENTRY,
                            manifest.replaceFirst("\"events\":\\d+", "\"events\":0")
                                    .replaceFirst("\"streams\":\\[[^]]*]", "\"streams\":[]")
                                    .replaceFirst("\"runs\":\\[[^]]*]", "\"runs\":[]")
                                    .replaceAll("\"blobs/[^,]*,", "")
                                    .getBytes(UTF_8));
                });
        fitted(
                "invalid UTF-8 in a line",
                e -> {
                    byte[] bytes = e.getOrDefault(events, new byte[0]).clone();
                    bytes[text(e, events).indexOf("tiny/pke")] = (byte) 0xff;
                    e.put(events, bytes);
                });
    }

    private static String upper(String text, String before) {
        int from = text.indexOf(before) + before.length();
        return text.substring(0, from)
                + text.substring(from, from + 64).toUpperCase(Locale.ROOT)
                + text.substring(from + 64);
    }

    private void manifests() throws IOException {
        String manifest = BundleManifest.ENTRY;
        edited("a field more in the manifest", manifest, s -> s.replaceFirst("\\{", "{\"a\":1,"));
        edited("a manifest with a space", manifest, s -> s.replaceFirst(",", ", "));
        edited("another format", manifest, s -> s.replace("pke-bundle.v1", "pke-bundle.v2"));
        edited("another count", manifest, s -> s.replaceFirst("\"events\":6", "\"events\":7"));
        edited("another origin", manifest, s -> s.replaceFirst("pke/..", "pke/00"));
        edited(
                "a run that is not here",
                manifest,
                s -> s.replaceFirst("\"runs\":\\[", "\"runs\":[\"away\","));
        edited(
                "another run than the streams'",
                manifest,
                s -> s.replaceFirst("\"runs\":\\[\"[^\"]*\"", "\"runs\":[\"away\""));
        edited("no run", manifest, s -> s.replaceFirst("\"runs\":\\[\"[^\"]*\"", "\"runs\":["));
        edited(
                "a stream more",
                manifest,
                s -> s.replaceFirst("\"streams\":\\[", "\"streams\":[\"a/b\","));
        edited("a root in capitals", manifest, s -> upper(s, "\"root\":\""));
        edited(
                "a size that is text",
                manifest,
                s -> s.replaceFirst("\"treeSize\":(\\d+)", "\"treeSize\":\"$1\""));
        fitted(
                "an origin that is not the first event's",
                e -> {
                    for (String name : List.of(manifest, BundleManifest.HEAD)) {
                        e.put(name, text(e, name).replaceFirst("pke/..", "pke/00").getBytes(UTF_8));
                    }
                });
        edited(
                "another root in the head",
                BundleManifest.HEAD,
                s -> s.replaceFirst("\\n(\\d+)\\n..", "\n$1\nAA"));
        edited(
                "a head with a line more",
                BundleManifest.HEAD,
                s -> s.replaceFirst("\\n\\n", "\nmore\n\n"));
        edited(
                "a size with a zero before",
                BundleManifest.HEAD,
                s -> s.replaceFirst("\\n(\\d+)\\n", "\n0$1\n"));
    }

    private void entries() throws IOException {
        changed("a changed blob", e -> e.put(blob(e), "other bytes".getBytes(UTF_8)));
        changed("a missing blob", e -> e.remove(blob(e)));
        changed("no head", e -> e.remove(BundleManifest.HEAD));
        changed("no events at all", e -> e.remove(BundleManifest.EVENTS));
        changed("no manifest", e -> e.remove(BundleManifest.ENTRY));
        changed("an entry that is not listed", e -> e.put("../../evil", new byte[] {1}));
        listed("an entry that no bundle has", "notes.txt", "notes".getBytes(UTF_8));
        byte[] more = "no event refers to me".getBytes(UTF_8);
        listed("a blob that no event refers to", BundleManifest.BLOBS + Sha256.hex(more), more);
        listed("a blob in capitals", BundleManifest.BLOBS + "AB".repeat(32), more);
        listed("a folder", BundleManifest.BLOBS, new byte[0]);
        listed("a key without a signature", BundleManifest.KEY, "no key".getBytes(UTF_8));
        listed("proofs that are none", BundleManifest.CONSISTENCY, "[{}]".getBytes(UTF_8));
    }

    /** An entry more that the manifest lists. */
    private void listed(String name, String entry, byte[] bytes) throws IOException {
        changed(
                name,
                e -> {
                    e.put(entry, bytes);
                    Map<String, String> files = new java.util.TreeMap<>();
                    for (Map.Entry<String, byte[]> each : e.entrySet()) {
                        if (!each.getKey().equals(BundleManifest.ENTRY)) {
                            files.put(each.getKey(), Sha256.hex(each.getValue()));
                        }
                    }
                    String manifest =
                            text(e, BundleManifest.ENTRY)
                                    .replaceFirst(
                                            "\"files\":\\{[^}]*}",
                                            "\"files\":" + CanonicalJson.write(files));
                    e.put(BundleManifest.ENTRY, manifest.getBytes(UTF_8));
                });
    }

    private static String blob(Map<String, byte[]> entries) {
        return entries.keySet().stream()
                .filter(name -> name.startsWith(BundleManifest.BLOBS))
                .findFirst()
                .orElseThrow();
    }

    private void files() throws IOException, InterruptedException {
        Files.writeString(next("a text"), "hello");
        BadHomes.fifo(next("a FIFO"));
        Files.createSymbolicLink(next("an endless device"), Path.of("/dev/zero"));
        byte[] whole = Files.readAllBytes(bundle);
        Files.write(next("a zip cut in half"), Arrays.copyOf(whole, whole.length / 2));
        Files.write(next("a zero byte in a name"), renamed(whole, "events.jsonl", "events.json\0"));
        changed("an entry twice", e -> e.put("hexd", e.getOrDefault("head", new byte[0])));
        Path twice = Path.of(cases.getLast().arguments().getFirst());
        Files.write(twice, renamed(Files.readAllBytes(twice), "hexd", "head"));
        checksum(whole);
        Files.write(next("a name in the directory alone"), local(whole));
        bomb();
        around(whole);
    }

    /** What lies about a zip, and an end that counts otherwise. */
    private void around(byte[] whole) throws IOException {
        byte[] junk = "#!/bin/sh".getBytes(StandardCharsets.UTF_8);
        Files.write(next("a program before a zip"), joined(junk, whole));
        Files.write(next("a program behind a zip"), joined(whole, junk));
        Files.write(next("two zips"), joined(whole, whole));
        byte[] fewer = whole.clone();
        fewer[whole.length - 22 + 10]--; // how many entries the directory's end says
        Files.write(next("an entry that is not counted"), fewer);
        flipped("an entry that says before it that it is encrypted", whole, 6, 1);
        flipped("an entry that is packed otherwise by what stands before it", whole, 8, 8);
        flipped("a zip on a second disk", whole, whole.length - 22 + 4, 1);
        flipped("entries that are on other disks", whole, whole.length - 22 + 8, 1);
        unled();
    }

    private void flipped(String name, byte[] whole, int at, int bits) throws IOException {
        byte[] bytes = whole.clone();
        bytes[at] ^= (byte) bits;
        Files.write(next(name), bytes);
    }

    /** A proof of consistency that leads to another tree than the bundle's. */
    private void unled() throws IOException {
        changed(
                "a proof from a later head",
                entries -> {
                    byte[] links = "[{\"first\":99,\"proof\":[],\"second\":64}]".getBytes(UTF_8);
                    String listed = "\"consistency.json\":\"%s\",".formatted(Sha256.hex(links));
                    String manifest = text(entries, BundleManifest.ENTRY);
                    String events = "\"" + BundleManifest.EVENTS + "\":";
                    entries.put(BundleManifest.CONSISTENCY, links);
                    entries.put(
                            BundleManifest.ENTRY,
                            manifest.replace(events, listed + events).getBytes(UTF_8));
                });
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] renamed(byte[] zip, String from, String to) {
        return new String(zip, ISO_8859_1).replace(from, to).getBytes(ISO_8859_1);
    }

    /** The first entry, by another name before its bytes than in the directory. */
    private static byte[] local(byte[] whole) {
        byte[] bytes = whole.clone();
        bytes[30] ^= 1;
        return bytes;
    }

    /** The directory's CRC-32 of the first entry, made another. */
    private void checksum(byte[] whole) throws IOException {
        byte[] bytes = whole.clone();
        for (int i = bytes.length - 4; i > 0; i--) {
            if (bytes[i] == 'P' && bytes[i + 1] == 'K' && bytes[i + 2] == 1 && bytes[i + 3] == 2) {
                bytes[i + 16] ^= 1;
                break;
            }
        }
        Files.write(next("a checksum that is not"), bytes);
    }

    /** Half a gigabyte of nothing in half a megabyte, as a blob of its own name. */
    private void bomb() throws IOException {
        Map<String, byte[]> entries = read();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(packed)) {
            for (Map.Entry<String, byte[]> each : entries.entrySet()) {
                ZipEntries.deflated(zip, each.getKey(), each.getValue());
            }
            zip.putNextEntry(new ZipEntry(BundleManifest.BLOBS + "0".repeat(64)));
            fill(zip);
            zip.closeEntry();
        }
        Files.write(next("a zip that unpacks without end"), packed.toByteArray());
    }

    private static void fill(OutputStream zip) throws IOException {
        byte[] nothing = new byte[1 << 20];
        for (int i = 0; i < 512; i++) {
            zip.write(nothing);
        }
    }
}
