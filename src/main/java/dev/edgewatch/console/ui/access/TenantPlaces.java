package dev.edgewatch.console.ui.access;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import dev.edgewatch.api.iam.v1.Organization;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.bff.LiveQuery;
import dev.edgewatch.console.bff.LiveQuery.Freshness;
import dev.edgewatch.console.bff.LiveRow;
import dev.edgewatch.console.bff.access.Verdict;
import dev.edgewatch.console.ui.live.Drain;
import dev.edgewatch.console.ui.live.DrainTimer;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.StandardMethod;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where new projects or organizations can be made: in the organizations that the reader of a page
 * sees, or at the root. Their names do not say what they belong to, so a region asks for the
 * permission there and not at their parent. Used with the UI's lock.
 */
public final class TenantPlaces {
  private static final String ORGANIZATION = "iam.edgelq.com/Organization";
  private static final Set<String> TENANTS = Set.of("iam.edgelq.com/Project", ORGANIZATION);

  /** An organization that somebody has not found yet: what a denial is about who sees none. */
  static final String ANY = "organizations/-";

  /** Organizations whose access is followed; of more than these the regions decide. */
  private static final int FOLLOWED = 20;

  private final ConsoleSession session;
  private final DrainTimer timer;
  private final PageAccess access;
  private final String permission;
  private List<Organization> organizations = List.of();
  private boolean known;
  private @Nullable LiveQuery query;
  private @Nullable Drain drain;

  /**
   * Follows them while a component is attached.
   *
   * @param access of the same page, at the root
   * @param type of what would be made
   */
  public TenantPlaces(
      Component page,
      ConsoleSession session,
      DrainTimer timer,
      PageAccess access,
      ResourceType type) {
    this.session = session;
    this.timer = timer;
    this.access = access;
    this.permission = Permissions.of(type, StandardMethod.CREATE);
    page.addAttachListener(attached -> open(attached.getUI()));
    page.addDetachListener(detached -> close());
  }

  /** Whether resources of a type are made in such places. */
  public static boolean areOf(ResourceType type) {
    return TENANTS.contains(type.fullName());
  }

  private void open(UI ui) {
    close();
    Drain opened = timer.drain(ui, this::drain);
    drain = opened;
    var spec =
        new LiveQuery.Spec(
            session.catalog().type(ORGANIZATION),
            "",
            "",
            "",
            Set.of(),
            List.of("name", "title", "multi_region_policy"));
    query = session.openFirst(spec, FOLLOWED + 1, opened::dirty);
    opened.dirty();
  }

  private void close() {
    if (drain != null) {
      drain.stop();
      drain = null;
    }
    if (query != null) {
      query.close();
      query = null;
    }
  }

  private void drain() {
    LiveQuery asked = query;
    if (asked == null) {
      return;
    }
    asked.drain();
    organizations =
        IntStream.range(0, Math.min(FOLLOWED, asked.size()))
            .mapToObj(asked::row)
            .flatMap(Optional::stream)
            .map(LiveRow::resource)
            .filter(Organization.class::isInstance)
            .map(Organization.class::cast)
            .toList();
    known =
        asked.size() <= FOLLOWED
            && !asked.regions().isEmpty()
            && asked.regions().stream()
                .map(LiveQuery.RegionState::freshness)
                .noneMatch(Freshness.CATCHING_UP::equals);
    access.followBesides(
        organizations.stream().map(Organization::getName).collect(Collectors.toSet()));
    access.changed();
  }

  /** Whether it can be done anywhere; a denial is about where least is missing. */
  public Verdict anywhere() {
    Verdict others = known ? atRoot() : new Verdict.Open();
    return Verdict.best(
        Stream.concat(organizations.stream().map(this::in), Stream.of(others)).toList());
  }

  private Verdict in(Organization organization) {
    return access.may(permission, organization.getName());
  }

  private Verdict atRoot() {
    return access.may(permission, "") instanceof Verdict.Denied denied
        ? new Verdict.Denied(permission, ANY, "", denied.nearest())
        : new Verdict.Open();
  }

  /** Why it cannot be done in an organization; empty when it can, or when that is not known. */
  public Optional<String> whyNot(String organization) {
    return access.may(permission, organization) instanceof Verdict.Denied denied
        ? Optional.of(AccessWords.reason(denied))
        : Optional.empty();
  }

  /** The first organization in which it can be done for sure. */
  public Optional<Organization> proposed() {
    return organizations.stream().filter(one -> in(one) instanceof Verdict.Granted).findFirst();
  }
}
