package dev.pke.web;

import dev.pke.event.Blobs;
import dev.pke.event.Sha256;
import dev.pke.store.FileBlobs;
import dev.pke.web.gate.Rights;
import dev.pke.web.seen.Refusal;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

/**
 * Where blobs come in and go out: whole ones under their digest, large ones in parts, each behind
 * what is there already. What is there already need not be sent again.
 */
final class Depot {
    /** Most bytes of one blob sent whole, and of one part. */
    static final long LARGEST_BLOB = 64L << 20;

    /** Most bytes of a blob in parts, as verifiers have it. */
    private static final long LARGEST_WHOLE = 8L << 30;

    private final Blobs blobs;
    private final @Nullable FileBlobs parts;
    private final Rights rights;

    Depot(Server.Served served, Rights rights) {
        this.blobs = served.blobs();
        this.parts = blobs instanceof FileBlobs files ? files : null;
        this.rights = rights;
    }

    /** Keeps a blob whose name is its SHA-256. */
    String put(RoutingContext ctx) {
        rights.append(ctx, "");
        String name = digest(ctx);
        byte[] bytes = body(ctx);
        String digest = Sha256.hex(bytes);
        if (!digest.equals(name)) {
            throw Refusal.bad("These bytes have the SHA-256 " + digest + "; nothing was kept.");
        }
        return new JsonObject().put("sha256", blobs.put(bytes)) + "\n";
    }

    /** Keeps a part behind {@code ?offset=} bytes; with {@code &last=true} the blob is whole. */
    String add(RoutingContext ctx) {
        rights.append(ctx, "");
        String name = digest(ctx);
        byte[] bytes = body(ctx);
        boolean last = "true".equals(Query.text(ctx, "last"));
        long offset = Query.number(ctx, "offset", 0);
        if (parts == null) {
            if (offset > 0 || !last) {
                throw new Refusal(501, "This server takes blobs whole.");
            }
            return put(ctx);
        }
        if (offset + bytes.length > LARGEST_WHOLE) {
            throw new Refusal(413, "A blob has at most 8 GiB.");
        }
        if (blobs.has(name)) {
            return new JsonObject().put("sha256", name) + "\n";
        }
        long there = parts.addPart(name, offset, bytes);
        if (there != offset + bytes.length) {
            // a part that came twice, as its answer was lost, is there already
            if (there < offset + bytes.length) {
                throw new Refusal(409, "There are " + there + " bytes of it; go on behind them.");
            }
        } else if (last && !parts.finishParts(name)) {
            throw Refusal.bad("All parts together have another SHA-256; none was kept.");
        }
        return new JsonObject().put("offset", there) + "\n";
    }

    /**
     * Tells a worker that asks for the head alone of a blob that is not there how much has come.
     */
    void look(RoutingContext ctx) {
        if (!ctx.request().method().equals(HttpMethod.HEAD)) {
            return;
        }
        String name = digest(ctx);
        if (!blobs.has(name)) {
            long there = parts == null ? 0 : parts.partSize(name);
            ctx.response().putHeader("Upload-Offset", Long.toString(there));
            throw Refusal.notFound("There is no blob " + name + ".");
        }
    }

    private static byte[] body(RoutingContext ctx) {
        Buffer body = ctx.body().buffer();
        return body == null ? new byte[0] : body.getBytes();
    }

    private static String digest(RoutingContext ctx) {
        String name = ctx.pathParam("digest");
        if (!name.matches("[0-9a-f]{64}")) {
            throw Refusal.bad("A blob is named by its SHA-256: 64 lower-case hexadecimal digits.");
        }
        return name;
    }
}
