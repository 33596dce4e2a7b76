package dev.pke.web.diff;

/** One tensor of a safetensors header. */
public record BlobTensor(String name, String dtype, String shape, String bytes) {}
