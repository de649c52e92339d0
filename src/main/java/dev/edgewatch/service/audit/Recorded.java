package dev.edgewatch.service.audit;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.edgewatch.api.annotations.AuditClass;
import dev.edgewatch.api.audit.v1.OmittedPayload;
import dev.edgewatch.iam.Requester;
import dev.edgewatch.region.MetadataField;
import dev.edgewatch.region.Region;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.store.AuditLog.LoggedChange;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A change of a resource of the public API, as far as somebody may see it: without what is
 * confidential, and without the fields that he may not read.
 *
 * @param before as it was; the empty resource when it was created
 * @param after as it became; the empty resource when it was deleted
 * @param visible what may be told of both
 */
record Recorded(LoggedChange row, ResourceType type, Message before, Message after, Mask visible) {
  /** Contract gap F8. */
  static final int LARGEST = 64 * 1024;

  private static final String TYPE_URLS = "type.googleapis.com/";

  /** Empty for what is a region's own business. */
  static Optional<Recorded> of(Region region, Requester reader, LoggedChange row) {
    Catalog catalog = region.catalog();
    return catalog.find(row.key().type()).map(type -> of(region, reader, row, type));
  }

  private static Recorded of(Region region, Requester reader, LoggedChange row, ResourceType type) {
    Mask told =
        Mask.all(type.descriptor())
            .subtract(Mask.ofPaths(type.descriptor(), type.auditedAs(AuditClass.SECRET)));
    return new Recorded(
        row,
        type,
        message(type, row.before()),
        message(type, row.after()),
        region.shown(reader, type.parseName(row.key().name()), told));
  }

  private static Message message(ResourceType type, Optional<ByteString> encoded) {
    try {
      return encoded.isEmpty() ? type.defaultInstance() : type.parser().parseFrom(encoded.get());
    } catch (InvalidProtocolBufferException broken) {
      throw new IllegalStateException("the change log holds what is no " + type, broken);
    }
  }

  boolean created() {
    return row.before().isEmpty();
  }

  boolean deleted() {
    return row.after().isEmpty();
  }

  /** What is different, also where it is not told how. */
  Mask changed() {
    return Mask.diff(before, after).subtract(type.storedOnly());
  }

  /** The most that was changed: what it should be, else what it is, else its metadata. */
  AuditClass kind() {
    Mask beyondMeta = Mask.diff(before, after).subtract(of(AuditClass.META));
    if (beyondMeta.isEmpty()) {
      return AuditClass.META;
    }
    return beyondMeta.subtract(of(AuditClass.STATE)).isEmpty() ? AuditClass.STATE : AuditClass.SPEC;
  }

  private Mask of(AuditClass wanted) {
    return Mask.ofPaths(type.descriptor(), type.auditedAs(wanted));
  }

  Map<String, String> labels(Message resource) {
    return MetadataField.of(type, resource).getLabelsMap();
  }

  /** What may be told of a resource, or how large it is when it is too large to be told. */
  sealed interface Payload {
    record Told(Any data) implements Payload {}

    record Omitted(OmittedPayload size) implements Payload {}
  }

  /** What may be told of one of the two. */
  Payload payload(Message resource, Mask wanted) {
    ByteString told = visible.project(wanted.project(resource)).toByteString();
    return told.size() > LARGEST
        ? new Payload.Omitted(OmittedPayload.newBuilder().setOriginalSizeBytes(told.size()).build())
        : new Payload.Told(
            Any.newBuilder()
                .setTypeUrl(TYPE_URLS + type.descriptor().getFullName())
                .setValue(told)
                .build());
  }

  /** The first change of a resource of that type, or the first of all. */
  static Optional<Recorded> main(List<Recorded> changes, Optional<ResourceType> type) {
    return changes.stream()
        .filter(change -> type.filter(change.type::equals).isPresent())
        .findFirst()
        .or(() -> changes.stream().findFirst());
  }
}
