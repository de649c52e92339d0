package dev.edgewatch.service.logging;

import dev.edgewatch.api.logging.v1.Bucket;
import dev.edgewatch.api.logging.v1.Bucket.RequiredTypedLabels;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a bucket lets through; what it does not speak of may be anything. */
record BucketLimits(Bucket bucket) {

  boolean admit(SeriesFields fields) {
    return isAmong(fields.service(), bucket.getServicesList())
        && isAmong(fields.version(), bucket.getVersionsList())
        && (bucket.getLogsCount() == 0
            || bucket.getLogsList().stream().anyMatch(each -> admits(each, fields)));
  }

  private static boolean admits(RequiredTypedLabels required, SeriesFields fields) {
    return isAmong(fields.descriptor(), required.getDescriptorsList())
        && required.getLabelsMap().entrySet().stream()
            .allMatch(
                label ->
                    label
                        .getValue()
                        .getStringsList()
                        .contains(fields.labels().getOrDefault(label.getKey(), "")));
  }

  private static boolean isAmong(String value, List<String> allowed) {
    return allowed.isEmpty() || allowed.contains(value);
  }

  /** One of the traits of each set is in all that is let through. */
  List<Set<String>> wanted() {
    List<Set<String>> wanted = new ArrayList<>();
    add(wanted, SeriesFields.SERVICE, bucket.getServicesList());
    add(wanted, SeriesFields.VERSION, bucket.getVersionsList());
    if (bucket.getLogsCount() == 1) {
      RequiredTypedLabels only = bucket.getLogs(0);
      add(wanted, SeriesFields.DESCRIPTOR, only.getDescriptorsList());
      only.getLabelsMap()
          .forEach(
              (label, values) -> {
                if (!values.getStringsList().contains("")) {
                  add(wanted, SeriesFields.LABELS + label, values.getStringsList());
                }
              });
    }
    return wanted;
  }

  private static void add(List<Set<String>> wanted, String path, List<String> values) {
    if (!values.isEmpty()) {
      wanted.add(
          values.stream()
              .map(value -> SeriesFields.trait(path, value))
              .collect(Collectors.toUnmodifiableSet()));
    }
  }
}
