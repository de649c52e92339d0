package dev.edgewatch.service.iam;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.FieldMask;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.edgewatch.api.types.View;
import dev.edgewatch.region.AskedQuery;
import dev.edgewatch.region.CallContext;
import dev.edgewatch.region.Region;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.ParentName;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.watch.Page;
import dev.edgewatch.watch.Query;
import java.util.Objects;
import java.util.Optional;

/**
 * Request and answer of a list that is declared by hand. Such messages have their fields under the
 * same names and not under the same numbers, so they are asked for by name; a field that one of
 * them lacks is as if it were empty.
 *
 * @param parent below which is listed
 * @param request of the caller
 */
record ListMessages(Region region, CallContext context, ParentName parent, Message request) {

  /** What is asked for; refuses what the caller may not ask by. */
  Query query() {
    return AskedQuery.of(region, context.requester(), parent, text("filter"), text("order_by"));
  }

  /** The page of a query that is asked for; found by a phrase when there is one. */
  Page page(Query query) {
    int size = region.watches().pageSize((int) value("page_size").orElse(0));
    return text("phrase").isEmpty()
        ? region.watches().list(query, text("page_token"), size)
        : region.watches().search(query, text("phrase"), text("page_token"), size);
  }

  /** What is shown of each row. */
  Mask mask() {
    View view =
        value("view")
            .map(known -> View.forNumber(((EnumValueDescriptor) known).getNumber()))
            .orElse(View.UNSPECIFIED);
    FieldMask fields = (FieldMask) value("field_mask").orElse(FieldMask.getDefaultInstance());
    return region.shown(context.requester(), parent, Mask.ofView(parent.type(), view, fields));
  }

  /** The answer with a page; a search always tells how many rows there are. */
  Message.Builder answer(Message empty, Page page) {
    Mask mask = mask();
    Message.Builder answer = empty.newBuilderForType();
    FieldDescriptor rows =
        Objects.requireNonNull(empty.getDescriptorForType().findFieldByNumber(1));
    page.resources().forEach(row -> answer.addRepeatedField(rows, shown(row, mask)));
    set(answer, page.previousToken(), "prev_page_token");
    set(answer, page.nextToken(), "next_page_token");
    if (has("phrase") || (boolean) value("include_paging_info").orElse(false)) {
      set(answer, Math.toIntExact(page.total()), "total_count", "total_results_count");
      set(answer, Math.toIntExact(page.offset()), "cursor_offset", "current_offset");
    }
    return answer;
  }

  private static Message shown(Resource row, Mask mask) {
    ResourceType type = row.type();
    try {
      return type.parser().parseFrom(mask.project(row.encoded()));
    } catch (InvalidProtocolBufferException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private String text(String field) {
    return (String) value(field).orElse("");
  }

  private boolean has(String field) {
    return request.getDescriptorForType().findFieldByName(field) != null;
  }

  private Optional<Object> value(String name) {
    return Optional.ofNullable(request.getDescriptorForType().findFieldByName(name))
        .map(request::getField);
  }

  /** Sets the one of these fields that the answer has. */
  private static void set(Message.Builder answer, Object value, String... names) {
    for (String name : names) {
      FieldDescriptor field = answer.getDescriptorForType().findFieldByName(name);
      if (field != null) {
        answer.setField(field, value);
      }
    }
  }
}
