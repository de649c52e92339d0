package dev.edgewatch.region;

import com.google.protobuf.Message;
import dev.edgewatch.access.ScopeNames;
import dev.edgewatch.iam.Permission;
import dev.edgewatch.iam.Requester;
import dev.edgewatch.iam.ScopeContent;
import dev.edgewatch.resource.ReferenceValue;
import dev.edgewatch.resource.ReferenceValues;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whoever refers to what belongs to another project or organization needs the permission to attach
 * it there (contract section 11.4). What is of a service or of the whole environment is there to be
 * referred to.
 */
record AttachAccess(Region region) {

  /**
   * Refuses references that are new and that the caller may not make, whether their targets exist
   * or not.
   */
  void require(Requester requester, ResourceName name, Optional<Message> before, Message after) {
    ResourceType type = name.type();
    // Where scopes belong to has a permission of its own, that to create there.
    if (type.references().isEmpty() || ScopeContent.isScope(type)) {
      return;
    }
    Set<ReferenceValue> added = new HashSet<>(ReferenceValues.of(type, after));
    before.map(old -> ReferenceValues.of(type, old)).ifPresent(added::removeAll);
    if (added.isEmpty()) {
      return;
    }
    List<String> own = region.access().scopesOf(name.text());
    for (ReferenceValue reference : added) {
      String scope = ScopeNames.of(reference.name());
      if (ScopeNames.isTenant(scope) && !own.contains(scope)) {
        target(reference).ifPresent(target -> requireAttach(requester, target));
      }
    }
  }

  private void requireAttach(Requester requester, ResourceName target) {
    region.ask(
        authorizer ->
            authorizer.require(
                requester, Permission.attaching(target.type()), target, region.stored(target)));
  }

  private Optional<ResourceName> target(ReferenceValue reference) {
    return region
        .catalog()
        .find(reference.target())
        .flatMap(type -> type.findName(reference.name()));
  }
}
