package dev.edgewatch.region;

import com.google.protobuf.Message;
import dev.edgewatch.resource.GeneratedIds;
import dev.edgewatch.resource.ParentName;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;

/** The name of a resource to be created (contract sections 1.4 and 2.2). */
final class NewName {
  private NewName() {}

  /**
   * The name in the body, which must be below the parent when one is given; the parent and the id
   * in the body; or the parent and a generated id when the body has no name or one whose last id is
   * empty.
   */
  static ResourceName of(ResourceType type, String parentText, Message body, GeneratedIds ids) {
    String given = type.nameOf(body);
    boolean idMissing = given.isEmpty() || given.endsWith("/");
    boolean full = given.contains("/");
    if (!idMissing && full) {
      return below(parentText, type.parseName(given).requireNew());
    }
    String id = idMissing ? ids.from(type.displayNameOf(body)) : given;
    if (full && parentText.isEmpty()) {
      return type.parseName(given + id).requireNew();
    }
    ParentName parent = type.parseParent(parentText).requireConcrete();
    return parent.child(id).requireNew();
  }

  private static ResourceName below(String parentText, ResourceName name) {
    if (!parentText.isEmpty() && !name.parent().text().equals(parentText)) {
      throw Refusal.invalid(
          "PARENT_MISMATCH",
          "parent",
          "parent is '"
              + parentText
              + "' and the name is '"
              + name.text()
              + "'; expected the name to be below the parent");
    }
    return name;
  }
}
