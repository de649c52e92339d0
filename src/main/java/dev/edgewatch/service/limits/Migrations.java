package dev.edgewatch.service.limits;

import dev.edgewatch.api.limits.v1.Limit;
import dev.edgewatch.api.limits.v1.LimitPool;
import dev.edgewatch.api.limits.v1.MigrateLimitPoolSourceRequest;
import dev.edgewatch.api.limits.v1.MigrateLimitSourceRequest;
import dev.edgewatch.api.limits.v1.MigratePlanAssignmentRequest;
import dev.edgewatch.api.limits.v1.PlanAssignment;
import dev.edgewatch.region.MethodSession;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What moves when a project or an organization gets another parent (contract section 13.2): limits
 * and pools draw from the pools of the new one, and what they have reserved moves along.
 */
final class Migrations {
  private final ResourceType limits;
  private final ResourceType pools;
  private final ResourceType assignments;
  private final Scopes scopes;

  Migrations(Catalog catalog, Scopes scopes) {
    this.limits = catalog.type("limits.edgelq.com/Limit");
    this.pools = catalog.type("limits.edgelq.com/LimitPool");
    this.assignments = catalog.type("limits.edgelq.com/PlanAssignment");
    this.scopes = scopes;
  }

  Limit limit(MigrateLimitSourceRequest request, MethodSession session) {
    ResourceName name = limits.parseName(request.getName());
    Resource row = session.require(name);
    Limit before = row.as(Limit.class);
    String above = above(name, before.getService(), session);
    List<String> ids =
        before.getSourcesCount() == 0
            ? List.of(name.id())
            : before.getSourcesList().stream().map(source -> pools.parseName(source).id()).toList();
    List<String> sources = ids.stream().map(id -> above + "/limitPools/" + id).toList();
    long reserved = Math.max(before.getConfiguredLimit(), before.getActiveLimit());
    Reservations moved = Reservations.read(session, pools, before.getSourcesList(), sources);
    Resource after =
        session.replace(row, before.toBuilder().clearSources().addAllSources(sources).build());
    moved.move(session, reserved);
    return after.as(Limit.class);
  }

  LimitPool pool(MigrateLimitPoolSourceRequest request, MethodSession session) {
    ResourceName name = pools.parseName(request.getName());
    if (name.segment("service").isPresent()) {
      throw new Refusal.Precondition(
              "POOL_HAS_NO_SOURCE",
              "LimitPool '" + name + "' is the first one; expected one of an organization",
              List.of(name.text()))
          .exception();
    }
    Resource row = session.require(name);
    LimitPool before = row.as(LimitPool.class);
    String source = above(name, before.getService(), session) + "/limitPools/" + name.id();
    long reserved = Math.max(before.getConfiguredSize(), before.getActiveSize());
    List<String> from = before.getSource().isEmpty() ? List.of() : List.of(before.getSource());
    Reservations moved = Reservations.read(session, pools, from, List.of(source));
    Resource after = session.replace(row, before.toBuilder().setSource(source).build());
    moved.move(session, reserved);
    return after.as(LimitPool.class);
  }

  /** Replaces all of it but its metadata. */
  PlanAssignment assignment(MigratePlanAssignmentRequest request, MethodSession session) {
    PlanAssignment sent = request.getPlanAssignment();
    Resource row = session.require(assignments.parseName(sent.getName()));
    PlanAssignment after =
        sent.toBuilder().setMetadata(row.as(PlanAssignment.class).getMetadata()).build();
    return session.replace(row, after).as(PlanAssignment.class);
  }

  private String above(ResourceName name, String service, MethodSession session) {
    return scopes.above(name.parent().text(), service, session::get);
  }

  /** The pools that something draws from, before and after. */
  private record Reservations(List<Resource> left, List<Resource> joined) {

    /** Pools that are the same before and after are not among them. */
    static Reservations read(
        MethodSession session, ResourceType pools, List<String> from, List<String> to) {
      Set<String> left = new LinkedHashSet<>(from);
      left.removeAll(to);
      Set<String> joined = new LinkedHashSet<>(to);
      joined.removeAll(from);
      List<Resource> leftRows =
          left.stream().flatMap(name -> session.get(pools.parseName(name)).stream()).toList();
      List<Resource> joinedRows = new ArrayList<>();
      for (String name : joined) {
        joinedRows.add(
            session
                .get(pools.parseName(name))
                .orElseThrow(
                    () ->
                        new Refusal.Precondition(
                                "POOL_MISSING",
                                "LimitPool '" + name + "' does not exist; expected a pool there",
                                List.of(name))
                            .exception()));
      }
      return new Reservations(leftRows, joinedRows);
    }

    void move(MethodSession session, long reserved) {
      left.forEach(row -> change(session, row, -reserved));
      joined.forEach(row -> change(session, row, reserved));
    }

    private static void change(MethodSession session, Resource row, long by) {
      LimitPool pool = row.as(LimitPool.class);
      long reserved = Math.max(0, pool.getReserved() + by);
      long size = Math.max(pool.getConfiguredSize(), pool.getActiveSize());
      if (by > 0 && reserved > size) {
        throw new Refusal.Precondition(
                "POOL_EXHAUSTED",
                "LimitPool '"
                    + row.name()
                    + "' has "
                    + (size - pool.getReserved())
                    + " left; expected "
                    + by,
                List.of(row.name()))
            .exception();
      }
      session.replace(row, pool.toBuilder().setReserved(reserved).build());
    }
  }
}
