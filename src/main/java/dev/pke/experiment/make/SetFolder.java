package dev.pke.experiment.make;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.fault.UserError;
import dev.pke.model.checkpoint.Digest;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a made set as a folder that plans name: it is there whole or not at all. */
public final class SetFolder {
    private final Map<String, ArrayNode> files = new LinkedHashMap<>();
    private final ObjectNode made;

    /**
     * A folder to be.
     *
     * @param refusals what should be answered, in turn
     * @param made what is to be remembered of the making
     */
    public SetFolder(MadeSet set, SetMaker maker, List<String> refusals, ObjectNode made) {
        this.made = made;
        int half = set.own().size() / 2;
        Sizes sizes = maker.sizes();
        var shape =
                new SafeEditShape(maker.asking().attacks(), refusals, set.own().subList(0, half));
        int tuned = sizes.edit() + sizes.tune();
        files.put("edit.json", shape.instances("edit", set.answered().subList(0, sizes.edit())));
        files.put("tune.json", shape.records("tune", set.answered().subList(sizes.edit(), tuned)));
        files.put("test.json", shape.records("test", set.answered().subList(tuned, sizes.all())));
        List<Answered> pool = new ArrayList<>(set.own().subList(half, set.own().size()));
        pool.addAll(set.wrapped());
        files.put("pool.json", SafeEditShape.benign("pool", pool));
        files.put("tune-benign.json", SafeEditShape.benign("tune-benign", set.tuned()));
        files.put("benign.json", SafeEditShape.benign("benign", set.tested()));
        made.put("asked", set.asked());
    }

    /** Refuses a place where something is. */
    public static Path checkNew(Path folder) {
        if (Files.exists(folder)) {
            throw new UserError(
                    folder + " exists already; a folder is never written over: name a new one");
        }
        return folder;
    }

    /** Writes it beside its place and moves it there. */
    public void write(Path folder) {
        Path target = folder.toAbsolutePath().normalize();
        try {
            Path parent = Files.createDirectories(target.resolveSibling(".")).normalize();
            Path beside = Files.createDirectory(parent.resolve(target.getFileName() + ".writing"));
            ObjectNode digests = made.putObject("files");
            for (Map.Entry<String, ArrayNode> file : files.entrySet()) {
                byte[] bytes = file.getValue().toPrettyString().getBytes(UTF_8);
                Files.write(beside.resolve(file.getKey()), bytes);
                digests.putObject(file.getKey())
                        .put("records", file.getValue().size())
                        .put("sha256", Digest.of(bytes));
            }
            Files.writeString(beside.resolve("made.json"), made.toPrettyString());
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UserError(folder + " can't be written: " + e.getMessage(), e);
        }
    }

    /** How many records each file has. */
    public Map<String, Integer> counts() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        files.forEach((name, records) -> counts.put(name, records.size()));
        return counts;
    }

    /** A note of its own for the making. */
    public static ObjectNode notes() {
        return JsonMapper.shared().createObjectNode();
    }
}
