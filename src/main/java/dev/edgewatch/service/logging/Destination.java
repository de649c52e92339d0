package dev.edgewatch.service.logging;

import dev.edgewatch.resource.ParentName;
import dev.edgewatch.resource.Refusal;
import java.time.Instant;
import java.util.Optional;

/**
 * Where logs are written to and read from, in this region.
 *
 * @param parent as the caller calls it
 * @param scope the project, organization or service that they are of
 * @param since when the scope was made; what is older was somebody else's of the same name
 * @param bucket what of the scope's logs may be written and read by way of this parent; empty for
 *     all
 */
record Destination(ParentName parent, String scope, Instant since, Optional<BucketLimits> bucket) {

  boolean admits(SeriesFields fields) {
    return bucket.isEmpty() || bucket.get().admit(fields);
  }

  void requireAdmitted(SeriesFields fields) {
    if (!admits(fields)) {
      throw new Refusal.Denied(
              "",
              parent.text(),
              "'"
                  + parent
                  + "' does not take such logs; expected a service, version, log_descriptor and"
                  + " labels that it lists")
          .exception();
    }
  }

  String name(String key) {
    return parent.child(key).text();
  }
}
