package dev.edgewatch.service.iam;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.FieldMask;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.edgewatch.api.types.View;
import dev.edgewatch.region.CallContext;
import dev.edgewatch.region.CustomMethod;
import dev.edgewatch.region.Region;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.ParentName;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Filter;
import dev.edgewatch.watch.Page;
import dev.edgewatch.watch.Query;

/**
 * The projects or organizations that the caller has a binding in or above (contract section 11.6).
 * Any region answers, from its rows and copies. The messages of the four methods have their fields
 * under the same names, so they are asked for by name; only a search has a phrase.
 */
record MyScopes(Region region, ResourceType type) {

  /** One of the methods. */
  <Q extends Message, A extends Message> CustomMethod<Q, A> method(
      String fullName, Q request, A answer) {
    return new CustomMethod.Unary<>(
        fullName, request, answer, (context, asked) -> answer(context, asked, answer));
  }

  private <A extends Message> A answer(CallContext context, Message request, A empty) {
    boolean search = field(request, "phrase") != null;
    Page page = page(context, request, search ? (String) value(request, "phrase") : "");
    Message.Builder answer = empty.newBuilderForType();
    Mask mask = mask(context, (FieldMask) value(request, "field_mask"));
    FieldDescriptor rows = field(empty, type.plural());
    page.resources().forEach(row -> answer.addRepeatedField(rows, shown(row, mask)));
    set(answer, "prev_page_token", page.previousToken());
    set(answer, "next_page_token", page.nextToken());
    if (search || (boolean) value(request, "include_paging_info")) {
      set(answer, "total_count", Math.toIntExact(page.total()));
      set(answer, "cursor_offset", Math.toIntExact(page.offset()));
    }
    @SuppressWarnings("unchecked") // a builder of a class builds messages of that class
    A built = (A) answer.build();
    return built;
  }

  private Page page(CallContext context, Message request, String phrase) {
    Filter own = region.authorized(authorizer -> authorizer.belonging(context.requester(), type));
    Query query =
        new Query(
            type,
            root(),
            Filter.parse(type, (String) value(request, "filter")).and(own),
            OrderBy.parse(type, (String) value(request, "order_by")));
    String token = (String) value(request, "page_token");
    int size = region.watches().pageSize((int) value(request, "page_size"));
    return phrase.isEmpty()
        ? region.watches().list(query, token, size)
        : region.watches().search(query, phrase, token, size);
  }

  private Mask mask(CallContext context, FieldMask fields) {
    return region.shown(context.requester(), root(), Mask.ofView(type, View.UNSPECIFIED, fields));
  }

  private ParentName root() {
    return type.parseParent("");
  }

  private Message shown(Resource row, Mask mask) {
    try {
      return type.parser().parseFrom(mask.project(row.encoded()));
    } catch (InvalidProtocolBufferException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static FieldDescriptor field(Message message, String name) {
    return message.getDescriptorForType().findFieldByName(name);
  }

  private static Object value(Message message, String name) {
    return message.getField(field(message, name));
  }

  private static void set(Message.Builder answer, String name, Object value) {
    answer.setField(answer.getDescriptorForType().findFieldByName(name), value);
  }
}
