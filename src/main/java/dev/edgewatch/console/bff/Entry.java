package dev.edgewatch.console.bff;

import com.google.protobuf.ByteString;
import dev.edgewatch.resource.OrderBy;

/**
 * One resource as its region last sent it. Kept encoded, because most rows of a page are never
 * looked at.
 *
 * @param region id of the region that owns it
 * @param key its place in the order of the list
 */
record Entry(String region, OrderBy.Key key, ByteString encoded) {
  String name() {
    return key.name();
  }
}
