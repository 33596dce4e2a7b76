/** Tables as Parquet files, written as the format's description says, and nothing more of it. */
@NullMarked
package dev.pke.export.parquet;

import org.jspecify.annotations.NullMarked;
