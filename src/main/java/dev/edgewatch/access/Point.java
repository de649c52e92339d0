package dev.edgewatch.access;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One thing in which a grant has to agree with what was asked.
 *
 * @param needed what was asked; empty where that is not known, or for the scope as a whole
 * @param granted what the grant is for; empty for anything
 */
public record Point(Aspect aspect, String needed, String granted, Fit fit) {

  /** What is compared, in the order in which people read it. */
  public enum Aspect {
    /** Full name of the permission, with the name of the role. */
    PERMISSION,
    /** Project or organization. */
    SCOPE,
    /** Name within the scope, {@code regions/us-west2} for example. */
    PART,
    /** Values of a field. */
    FIELD,
    /** Something of the call. */
    CALL
  }

  /** Whether they agree. */
  public enum Fit {
    MEETS,
    FAILS,
    /** Nobody has told what would decide it. */
    DEPENDS
  }

  /**
   * All points of a grant that names the permission; looks at the values of the fields it names.
   */
  public static List<Point> of(Grant grant, Ask ask) {
    List<Point> points = new ArrayList<>();
    points.add(new Point(Aspect.PERMISSION, ask.permission(), grant.role(), Fit.MEETS));
    boolean inScope = ask.scopes().contains(grant.scope());
    points.add(new Point(Aspect.SCOPE, ask.scopes().getFirst(), grant.scope(), fit(inScope)));
    if (!grant.subScope().isEmpty() || !ask.relative().isEmpty()) {
      boolean covered = ScopeNames.covers(grant.subScope(), ask.relative());
      points.add(new Point(Aspect.PART, ask.relative(), grant.subScope(), fit(covered)));
    }
    Stream.concat(
            grant.onResource().stream().map(field -> of(field, ask.resource())),
            grant.onRequest().stream().map(field -> of(field, ask.request())))
        .forEach(points::add);
    grant.onCall().forEach(condition -> points.add(of(condition, ask)));
    return List.copyOf(points);
  }

  private static Point of(FieldCondition field, FieldValues values) {
    Fit fit = values.at(field.path()).isEmpty() ? Fit.DEPENDS : fit(field.holds(values));
    return new Point(Aspect.FIELD, field.path(), field.demand(), fit);
  }

  private static Point of(CallCondition condition, Ask ask) {
    boolean unknown = ask.address().isEmpty() && condition instanceof CallCondition.Address;
    return new Point(
        Aspect.CALL,
        ask.address().map(InetAddress::getHostAddress).orElse(""),
        condition.demand(),
        unknown ? Fit.DEPENDS : fit(condition.holds(ask)));
  }

  private static Fit fit(boolean agrees) {
    return agrees ? Fit.MEETS : Fit.FAILS;
  }
}
