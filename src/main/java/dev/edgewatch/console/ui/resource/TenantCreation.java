package dev.edgewatch.console.ui.resource;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.google.protobuf.Message;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import dev.edgewatch.api.iam.v1.Organization;
import dev.edgewatch.api.iam.v1.Project;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.bff.Outcome;
import dev.edgewatch.console.ui.access.Guarded;
import dev.edgewatch.console.ui.access.PageAccess;
import dev.edgewatch.console.ui.access.ProjectEntrance;
import dev.edgewatch.console.ui.access.TenantPlaces;
import dev.edgewatch.console.ui.form.CreateForm;
import dev.edgewatch.console.ui.form.ResourceForm;
import dev.edgewatch.console.ui.live.DrainTimer;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.part.RegionMarks;
import dev.edgewatch.console.ui.part.TypeNames;
import dev.edgewatch.resource.ResourceType;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The button that makes a project or an organization, open to whoever may do so in at least one
 * organization. The form proposes one of these, with its regions, and says of each other one why it
 * is none. Who has made a project goes into it.
 */
public final class TenantCreation extends Composite<Button> {
  private static final String PARENT = "parent_organization";

  private final ConsoleSession session;
  private final DrainTimer timer;
  private final Clock clock;
  private final ResourceType type;
  private final ResourceActions actions;
  private final TenantPlaces places;
  private final Guarded creating;

  /**
   * Makes resources of a type.
   *
   * @param actions that send them
   */
  TenantCreation(
      ConsoleSession session,
      DrainTimer timer,
      Clock clock,
      ResourceType type,
      ResourceActions actions) {
    this.session = session;
    this.timer = timer;
    this.clock = clock;
    this.type = type;
    this.actions = actions;
    var access = new PageAccess(this, session, timer, "");
    this.places = new TenantPlaces(this, session, timer, access, type);
    this.creating = access.guard(places::anywhere);
    creating.on(getContent());
  }

  /** Makes projects, where nothing else is shown of them than that they are there. */
  public static TenantCreation ofProjects(ConsoleSession session, DrainTimer timer, Clock clock) {
    ResourceType projects = session.catalog().type("iam.edgelq.com/Project");
    var actions =
        new ResourceActions(
            session,
            projects,
            any -> "",
            new RegionMarks(session.environment()),
            timer,
            clock,
            (name, position, onSeen) -> onSeen.run());
    return new TenantCreation(session, timer, clock, projects, actions);
  }

  @Override
  @SuppressWarnings("NullAway") // made when it is first asked for, which is when all else is there
  protected Button initContent() {
    return Parts.primary(
        text("resource.create", TypeNames.one(type)),
        "plus",
        "create-" + TypeNames.key(type),
        () -> creating.act(this::create));
  }

  private void create() {
    var around =
        new ResourceForm.Around(session, timer, clock, new RegionMarks(session.environment()));
    new CreateDialog(
            new CreateForm.Plan(type, "", List.of(), proposed(), this::whyNot),
            around,
            actions,
            this::created)
        .open();
  }

  private Message proposed() {
    Optional<Organization> organization = places.proposed();
    return organization
        .<Message>map(
            one ->
                switch (type.defaultInstance()) {
                  case Project _ ->
                      Project.newBuilder()
                          .setParentOrganization(one.getName())
                          .setMultiRegionPolicy(one.getMultiRegionPolicy())
                          .build();
                  case Organization _ ->
                      Organization.newBuilder()
                          .setParentOrganization(one.getName())
                          .setMultiRegionPolicy(one.getMultiRegionPolicy())
                          .build();
                  default -> type.defaultInstance();
                })
        .orElseGet(type::defaultInstance);
  }

  private Optional<String> whyNot(String path, String name) {
    return path.equals(PARENT) ? places.whyNot(name) : Optional.empty();
  }

  private void created(Outcome.Done done) {
    done.resource()
        .filter(Project.class::isInstance)
        .ifPresent(made -> ProjectEntrance.open(this, session, timer, type.nameOf(made)));
  }
}
