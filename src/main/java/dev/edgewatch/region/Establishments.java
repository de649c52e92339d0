package dev.edgewatch.region;

import dev.edgewatch.resource.ResourceName;
import java.util.HashMap;
import java.util.Map;

/** What other regions were told for a session that writes several resources: by referrer. */
record Establishments(Map<String, Established> byReferrer) {
  static final Establishments NONE = new Establishments(Map.of());

  Establishments and(ResourceName referrer, Established established) {
    Map<String, Established> more = new HashMap<>(byReferrer);
    more.put(key(referrer), established);
    return new Establishments(Map.copyOf(more));
  }

  boolean has(ResourceName referrer) {
    return byReferrer.containsKey(key(referrer));
  }

  Established of(ResourceName referrer) {
    return byReferrer.getOrDefault(key(referrer), Established.NOTHING);
  }

  private static String key(ResourceName name) {
    return name.type().fullName() + "/" + name.text();
  }
}
