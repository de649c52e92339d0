package dev.edgewatch.console.ui.resource;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import com.vaadin.flow.router.RouteParameters;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.bff.ConsoleSessions;
import dev.edgewatch.console.ui.ConsoleLayout;
import dev.edgewatch.console.ui.live.DrainTimer;
import dev.edgewatch.console.ui.live.EmptyState;
import dev.edgewatch.console.ui.live.ListState;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.part.TypeNames;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.StandardMethod;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The resources of any type, live, with the chosen one beside them. */
@Route(
    value = "organizations/:organization/projects/:project/types/:service/:type/:rest*",
    layout = ConsoleLayout.class)
@RouteAlias(
    value = "organizations/:organization/types/:service/:type/:rest*",
    layout = ConsoleLayout.class)
@RouteAlias(value = "types/:service/:type/:rest*", layout = ConsoleLayout.class)
@PermitAll
public final class ResourceView extends Composite<Div>
    implements BeforeEnterObserver, HasDynamicTitle {
  private final ConsoleSession session;
  private final DrainTimer timer;
  private final Clock clock;
  private String title = "";
  private @Nullable TypeAddress address;
  private @Nullable ListAndPane page;

  ResourceView(ConsoleSessions sessions, DrainTimer timer, Clock clock) {
    this.session = sessions.current();
    this.timer = timer;
    this.clock = clock;
    getContent().setSizeFull();
  }

  @Override
  public void beforeEnter(BeforeEnterEvent entering) {
    RouteParameters parameters = entering.getRouteParameters();
    QueryParameters query = entering.getLocation().getQueryParameters();
    var scope =
        new TypeAddress.Scope(
            parameters.get("organization").orElse(""), parameters.get("project").orElse(""));
    String service = parameters.get("service").orElse("");
    String plural = parameters.get("type").orElse("");
    List<String> rest = parameters.getWildcard("rest");
    Optional<ResourceType> type = find(service, plural);
    title = type.map(TypeNames::title).orElse(plural);
    if (type.isEmpty()) {
      say(
          new EmptyState(
              "type-unknown",
              "search",
              text("type.unknown", plural, service),
              text("type.unknown.sentence")));
      return;
    }
    TypeAddress entered = TypeAddress.of(scope, type.get(), query);
    Optional<EmptyState> obstacle = obstacle(entered);
    if (obstacle.isPresent()) {
      say(obstacle.get());
      return;
    }
    if (page == null || !entered.equals(address)) {
      address = entered;
      page = open(entered);
      getContent().removeAll();
      getContent().add(page);
    }
    String tab = rest.isEmpty() ? "overview" : rest.getFirst();
    String name = entered.name(String.join("/", rest.stream().skip(1).toList()));
    page.show(query, name, tab);
  }

  private void say(EmptyState state) {
    address = null;
    page = null;
    getContent().removeAll();
    getContent().add(state);
  }

  private Optional<ResourceType> find(String service, String plural) {
    return session.catalog().typesOf(service).stream()
        .filter(type -> type.plural().equals(plural))
        .findFirst();
  }

  /** Why there is no list, and what there is. */
  private Optional<EmptyState> obstacle(TypeAddress entered) {
    ResourceType type = entered.type();
    String many = TypeNames.many(type);
    if (!entered.scope().holds(type)) {
      return Optional.of(
          new EmptyState(
              "type-elsewhere",
              "route",
              text("type.elsewhere", TypeNames.capital(many)),
              text("type.elsewhere.sentence", String.join(", ", patterns(type)))));
    }
    Possible possible = new Possible(session, type);
    return possible
        .whyNot(StandardMethod.WATCH_MANY)
        .or(() -> refused(entered))
        .map(
            why ->
                new EmptyState(
                    "type-no-list",
                    "ban",
                    text("type.nolist", many),
                    why + " " + text("type.possible", possible(type))));
  }

  /** A parent that somebody wrote into the address may be anything. */
  private static Optional<String> refused(TypeAddress entered) {
    try {
      entered.type().parseParent(entered.parent());
      return Optional.empty();
    } catch (RefusalException noParent) {
      return Optional.of(noParent.refusal().message());
    }
  }

  private static List<String> patterns(ResourceType type) {
    return type.patterns().stream().map(pattern -> pattern.text()).toList();
  }

  private String possible(ResourceType type) {
    List<String> methods =
        StandardMethod.of(type).stream().map(method -> method.methodName(type)).toList();
    List<String> custom =
        session.catalog().methods().stream()
            .filter(method -> method.type().filter(type::equals).isPresent())
            .map(method -> method.simpleName())
            .toList();
    String all = String.join(", ", Stream.of(methods, custom).flatMap(List::stream).toList());
    return all.isEmpty() ? text("none") : all;
  }

  private ListAndPane open(TypeAddress entered) {
    ResourceType type = entered.type();
    var look =
        new FieldLook(session, type, target -> TypeAddress.ofTarget(entered.scope(), target));
    String scope = entered.scope().name().isEmpty() ? "all" : TypeNames.id(entered.scope().name());
    ListAndPane opened =
        new ListAndPane(
            session,
            new ListAndPane.Place(type, entered.parent(), entered, look, scope),
            timer,
            clock);
    List<String> parents = entered.parents();
    if (parents.size() > 1) {
      opened.beforeCreation(where(entered, parents));
    }
    return opened;
  }

  /** Which of several kinds of parents the list is of. */
  private static Select<String> where(TypeAddress entered, List<String> parents) {
    Select<String> where = new Select<>();
    where.setItems(parents);
    where.setItemLabelGenerator(
        parent -> parent.isEmpty() ? text("where.here") : parent.replace("-", "…"));
    where.setAriaLabel(text("where"));
    where.addClassName("ew-small");
    where.setValue(entered.in().isEmpty() ? parents.getFirst() : entered.in());
    where.addValueChangeListener(
        changed -> {
          if (changed.isFromClient()) {
            TypeAddress next = new TypeAddress(entered.scope(), entered.type(), changed.getValue());
            UI.getCurrent().navigate(next.path(), next.query(ListState.STANDARD));
          }
        });
    return Parts.testId(where, "where");
  }

  @Override
  public String getPageTitle() {
    return title;
  }
}
