package dev.edgewatch.service.iam;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.edgewatch.api.iam.v1.GroupMember;
import dev.edgewatch.api.iam.v1.MembersMasks;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.region.CallContext;
import dev.edgewatch.region.CustomMethod;
import dev.edgewatch.region.Region;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.watch.Page;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Bindings, or members of groups, as the standard list has them, with who is behind the members on
 * the page. Any region answers, from its rows and copies.
 */
record WithMembers(Region region, ResourceType type, Members members) {

  /** One of the methods. */
  <Q extends Message, A extends Message> CustomMethod<Q, A> method(
      String fullName, Q request, A answer) {
    return new CustomMethod.Unary<>(
        fullName, request, answer, (context, asked) -> answer(context, asked, answer));
  }

  private <A extends Message> A answer(CallContext context, Message request, A empty) {
    String parent = (String) request.getField(field(request, "parent"));
    MembersMasks masks = (MembersMasks) request.getField(field(request, "members_masks"));
    ListMessages list = new ListMessages(region, context, type.parseParent(parent), request);
    Members.Shown shown = members.shownTo(context, masks);
    Page page = list.page(list.query());
    Message.Builder answer = list.answer(empty, page);
    FieldDescriptor matching = field(empty, "matching_members");
    standing(page)
        .forEach(
            (member, rows) ->
                shown.find(member, rows).ifPresent(one -> answer.addRepeatedField(matching, one)));
    @SuppressWarnings("unchecked") // a builder of a class builds messages of that class
    A built = (A) answer.build();
    return built;
  }

  /** The members on a page, with the names of the rows they stand in. */
  private static Map<String, Set<String>> standing(Page page) {
    Map<String, Set<String>> standing = new LinkedHashMap<>();
    for (Resource row : page.resources()) {
      standing.computeIfAbsent(member(row), any -> new LinkedHashSet<>()).add(row.name());
    }
    return standing;
  }

  private static String member(Resource row) {
    return switch (row.message()) {
      case RoleBinding binding -> binding.getMember();
      case GroupMember place -> place.getMember();
      default -> throw new IllegalArgumentException("no member: " + row.name());
    };
  }

  private static FieldDescriptor field(Message message, String name) {
    return Objects.requireNonNull(message.getDescriptorForType().findFieldByName(name), name);
  }
}
