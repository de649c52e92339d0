package dev.edgewatch.console.ui.export;

import dev.edgewatch.console.bff.ListReading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes one file. Runs on a thread of its own; progress and cancelling are for other threads. The
 * file is deleted when the job is given up, and by whoever offers it afterwards.
 */
final class ExportJob {
  private static final long TELL_EVERY = 1000;

  private final ListReading reading;
  private final ExportSpec spec;
  private final ExportForm form;
  private final Instant asOf;
  private final LongConsumer onProgress;
  private volatile boolean cancelled;

  /** How a job ended. */
  sealed interface End {
    record Written(Path file, ListReading.Summary summary) implements End {}

    record Failed(String why) implements End {}

    record Cancelled() implements End {}
  }

  /**
   * @param onProgress told the number of rows now and then, on the job's thread
   */
  ExportJob(
      ListReading reading,
      ExportSpec spec,
      ExportForm form,
      Instant asOf,
      LongConsumer onProgress) {
    this.onProgress = onProgress;
    this.reading = reading;
    this.spec = spec;
    this.form = form;
    this.asOf = asOf;
  }

  void cancel() {
    cancelled = true;
  }

  /** {@code devices-acme-cold-chain-20261124T140532Z.csv}. */
  String fileName() {
    String when = asOf.toString().replaceAll("[-:]|\\..*?(?=Z)", "");
    return spec.name().replaceAll("[^A-Za-z0-9-]", "-") + "-" + when + "." + form.ending();
  }

  End run() {
    Path file = null;
    try {
      file = Files.createTempFile("edgewatch-export-", "." + form.ending());
      return new End.Written(file, write(file));
    } catch (CancellationException given) {
      delete(file);
      return new End.Cancelled();
    } catch (IOException | RuntimeException failed) {
      delete(file);
      return new End.Failed(String.valueOf(failed.getMessage()));
    }
  }

  private ListReading.Summary write(Path file) throws IOException {
    AtomicLong rows = new AtomicLong();
    try (Writer writer = Files.newBufferedWriter(file)) {
      RowWriter target = form.open(writer, spec, asOf);
      ListReading.Summary read =
          reading.read(
              spec.query(),
              spec.regions(),
              row -> {
                if (cancelled) {
                  throw new CancellationException();
                }
                try {
                  target.row(row);
                } catch (IOException full) {
                  throw new UncheckedIOException(full);
                }
                if (rows.incrementAndGet() % TELL_EVERY == 0) {
                  onProgress.accept(rows.get());
                }
              });
      ListReading.Summary summary = withAbsent(read);
      target.end(summary);
      return summary;
    }
  }

  private ListReading.Summary withAbsent(ListReading.Summary read) {
    List<String> missing = new ArrayList<>(spec.absent());
    missing.addAll(read.missing());
    return new ListReading.Summary(read.rows(), read.positions(), missing, read.more());
  }

  static void delete(@Nullable Path file) {
    if (file != null) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException stays) {
        file.toFile().deleteOnExit();
      }
    }
  }
}
