package dev.edgewatch.region;

import com.google.protobuf.Message;
import dev.edgewatch.api.region.v1.IncomingReferences;
import dev.edgewatch.api.region.v1.OutgoingReferences;
import dev.edgewatch.api.region.v1.Private;
import dev.edgewatch.api.region.v1.ResourceKey;
import dev.edgewatch.api.region.v1.UnfinishedDeletion;
import dev.edgewatch.iam.ApiKeyHashes;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.store.Key;
import dev.edgewatch.store.Session;
import java.util.Optional;

/**
 * What a region writes down for itself, with the sessions and the feed of all resources. Served to
 * nobody.
 */
final class PrivateTypes {
  static final Catalog CATALOG = Catalog.of(Private.getDescriptor()).and(ApiKeyHashes.CATALOG);
  static final ResourceType UNFINISHED = type("UnfinishedDeletion");
  static final ResourceType OUTGOING = type("OutgoingReferences");
  static final ResourceType INCOMING = type("IncomingReferences");

  private PrivateTypes() {}

  private static ResourceType type(String name) {
    return CATALOG.type("region.edgewatch/" + name);
  }

  static String unfinishedName(Key target) {
    return "unfinishedDeletions/" + target.type() + "/" + target.name();
  }

  static String outgoingName(Key referrer) {
    return "outgoingReferences/" + referrer.type() + "/" + referrer.name();
  }

  static String incomingName(String region, Key referrer) {
    return "incomingReferences/" + region + "/" + referrer.type() + "/" + referrer.name();
  }

  /** Region and referrer in a name made by {@link #incomingName}. */
  static IncomingReferences.Builder parseIncoming(String name) {
    String[] parts = name.split("/", 5);
    return IncomingReferences.newBuilder()
        .setRegion(parts[1])
        .setReferrer(message(new Key(parts[2] + "/" + parts[3], parts[4])));
  }

  /** The name by which people know a resource that holds another one back. */
  static String shown(Key key) {
    return key.type().equals(INCOMING.fullName())
        ? parseIncoming(key.name()).getReferrer().getName()
        : key.name();
  }

  static Optional<UnfinishedDeletion> unfinished(Session session, Key target) {
    return session
        .get(UNFINISHED, unfinishedName(target))
        .map(row -> row.as(UnfinishedDeletion.class));
  }

  static Optional<OutgoingReferences> outgoing(Session session, Key referrer) {
    return session
        .get(OUTGOING, outgoingName(referrer))
        .map(row -> row.as(OutgoingReferences.class));
  }

  static Optional<IncomingReferences> incoming(Session session, String region, Key referrer) {
    return session
        .get(INCOMING, incomingName(region, referrer))
        .map(row -> row.as(IncomingReferences.class));
  }

  static Resource row(ResourceType type, Message message) {
    return Resource.of(type, message);
  }

  static Key key(ResourceKey key) {
    return new Key(key.getType(), key.getName());
  }

  static ResourceKey message(Key key) {
    return ResourceKey.newBuilder().setType(key.type()).setName(key.name()).build();
  }
}
