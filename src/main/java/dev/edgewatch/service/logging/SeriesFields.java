package dev.edgewatch.service.logging;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.edgewatch.api.logging.v1.Log;
import dev.edgewatch.store.Logs.Series;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What makes entries of logs a series: they have all of this in common, and the key that the API
 * calls {@code bin_key} and that is the last part of their name stands for it.
 */
record SeriesFields(
    String scope,
    String region,
    String service,
    String version,
    String descriptor,
    Map<String, String> labels) {
  static final String KEY_FIELD = "bin_key";
  static final String SERVICE = "service";
  static final String VERSION = "version";
  static final String DESCRIPTOR = "log_descriptor";
  static final String LABELS = "labels.";

  /** Nobody has met two that have the same, among 2⁶⁴ in one scope. */
  private static final int KEY_BYTES = 16;

  private static final Pattern KEY = Pattern.compile("[0-9a-f]{32}");

  SeriesFields {
    labels = Map.copyOf(labels);
  }

  static SeriesFields of(String scope, String region, Log log) {
    return new SeriesFields(
        scope,
        region,
        log.getService(),
        log.getVersion(),
        log.getLogDescriptor(),
        log.getLabelsMap());
  }

  static SeriesFields of(Series series) {
    Log common = common(series);
    return of(common.getScope(), common.getRegion(), common);
  }

  static Log common(Series series) {
    try {
      return Log.parseFrom(series.common());
    } catch (InvalidProtocolBufferException broken) {
      throw new IllegalStateException("the logs hold what is no series", broken);
    }
  }

  /** Whether a text can be the key of a series. */
  static boolean isKey(String text) {
    return KEY.matcher(text).matches();
  }

  String key() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (String text : new String[] {scope, region, service, version, descriptor}) {
        write(out, text);
      }
      for (Map.Entry<String, String> label : new TreeMap<>(labels).entrySet()) {
        write(out, label.getKey());
        write(out, label.getValue());
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return HexFormat.of().formatHex(sha256(bytes.toByteArray()), 0, KEY_BYTES);
  }

  /** With its length before it, so that no two lists of texts are written alike. */
  private static void write(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  Series series() {
    Set<String> traits = new TreeSet<>();
    traits.add(trait(KEY_FIELD, key()));
    traits.add(trait(SERVICE, service));
    traits.add(trait(VERSION, version));
    traits.add(trait(DESCRIPTOR, descriptor));
    labels.forEach((label, value) -> traits.add(trait(LABELS + label, value)));
    Log common =
        Log.newBuilder()
            .setScope(scope)
            .setRegion(region)
            .setService(service)
            .setVersion(version)
            .setLogDescriptor(descriptor)
            .putAllLabels(labels)
            .build();
    return new Series(scope, key(), traits, common.toByteString());
  }

  static String trait(String path, String value) {
    return path + "=" + value;
  }
}
