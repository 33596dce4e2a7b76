/**
 * GGUF files, as llama.cpp writes them, turned into Hugging Face folders: header, blocks of few
 * bits, names, config and tokenizer. Reads the one file it is given. Immutable but for the cursor,
 * which one thread uses.
 */
@NullMarked
package dev.pke.model.gguf;

import org.jspecify.annotations.NullMarked;
