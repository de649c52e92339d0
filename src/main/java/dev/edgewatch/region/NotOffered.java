package dev.edgewatch.region;

import dev.edgewatch.resource.Refusal;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The methods of the public API that nothing carries out yet, with the reason, from {@code
 * not-offered.properties}. They are published like all others and answered with UNIMPLEMENTED.
 */
final class NotOffered {
  private static final String LIST = "not-offered.properties";

  private final Map<String, String> reasons;

  NotOffered(Map<String, String> reasons) {
    this.reasons = Map.copyOf(reasons);
  }

  static NotOffered list() {
    Properties lines = new Properties();
    try (Reader list =
        new InputStreamReader(
            Objects.requireNonNull(NotOffered.class.getResourceAsStream(LIST), LIST),
            StandardCharsets.UTF_8)) {
      lines.load(list);
    } catch (IOException broken) {
      throw new RegionStartException(LIST + " cannot be read", broken);
    }
    Map<String, String> reasons = new TreeMap<>();
    lines.stringPropertyNames().forEach(name -> reasons.put(name, lines.getProperty(name)));
    return new NotOffered(reasons);
  }

  /** By full name of the method. */
  Map<String, String> reasons() {
    return reasons;
  }

  /** What callers of the method are told; empty when it is offered. */
  Optional<Refusal> refusal(String fullName) {
    return Optional.ofNullable(reasons.get(fullName))
        .map(
            reason ->
                new Refusal.Unsupported(
                    "METHOD_NOT_OFFERED", fullName + " is not offered: " + reason));
  }
}
