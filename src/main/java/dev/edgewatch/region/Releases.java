package dev.edgewatch.region;

import dev.edgewatch.api.annotations.DeleteBehavior;
import dev.edgewatch.api.region.v1.ReleaseRequest;
import dev.edgewatch.api.region.v1.ReleaseResponse;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.store.Key;
import dev.edgewatch.store.Session;
import dev.edgewatch.store.WriteContext;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What another region says of the deletion of something it owns. It is taken as a hint: the work
 * that it begins here asks the owner before it deletes anything.
 */
record Releases(Region region, Consequences consequences, Elsewhere elsewhere) {
  private static final int TOLD = 10;
  private static final int PAGE = 200;
  private static final Set<DeleteBehavior> DEPENDING =
      EnumSet.complementOf(EnumSet.of(DeleteBehavior.UNRECOGNIZED));

  ReleaseResponse release(WriteContext context, ReleaseRequest request) {
    Key target = PrivateTypes.key(request.getTarget());
    ResourceType type = region.catalog().type(target.type());
    String name = type.parseName(target.name()).requireConcrete().text();
    if (request.getOwner().equals(region.id())) {
      throw Refusal.invalid(
          "OWNER_IS_HERE", "owner", "owner is " + region.id() + "; expected another region");
    }
    Optional<Resource> there = elsewhere.find(request.getOwner(), type, name);
    if (there.filter(found -> !MetadataField.isDeleting(found)).isPresent()) {
      return ReleaseResponse.getDefaultInstance();
    }
    List<String> remaining =
        region
            .write(
                context, session -> begin(session, new Key(type.fullName(), name), there, request))
            .value();
    return ReleaseResponse.newBuilder().addAllRemaining(remaining).build();
  }

  /**
   * Sees to it that nothing new is made below it here, as the copy says that it is being deleted,
   * and that what depends on it follows.
   */
  private List<String> begin(
      Session session, Key target, Optional<Resource> there, ReleaseRequest request) {
    ResourceType type = region.catalog().type(target.type());
    Optional<Resource> copy = session.get(type, target.name());
    List<String> remaining = remaining(session, type, target.name());
    boolean depending =
        !remaining.isEmpty() || !session.referrers(List.of(target), DEPENDING, 1).isEmpty();
    if (depending && PrivateTypes.unfinished(session, target).isEmpty()) {
      session.save(consequences.unfinished(target, request.getOwner(), request.getRequestId()));
    }
    if (there.isPresent() && copy.filter(held -> !MetadataField.isDeleting(held)).isPresent()) {
      session.saveCopy(there.get());
    }
    return remaining;
  }

  /** Some of what lives below it and belongs to this region. */
  private List<String> remaining(Session session, ResourceType type, String name) {
    List<String> remaining = new ArrayList<>();
    for (ResourceType child : region.catalog().childrenOf(type)) {
      String after = "";
      List<String> page = session.namesBelow(child, name, after, PAGE);
      while (!page.isEmpty() && remaining.size() < TOLD) {
        session.batchGet(child, page).values().stream()
            .filter(consequences::isHere)
            .limit(TOLD)
            .forEach(found -> remaining.add(found.name()));
        after = page.getLast();
        page = session.namesBelow(child, name, after, PAGE);
      }
    }
    return remaining;
  }
}
