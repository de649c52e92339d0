package dev.edgewatch.console.ui.resource;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import dev.edgewatch.console.bff.ConsoleSession;
import dev.edgewatch.console.bff.ConsoleSessions;
import dev.edgewatch.console.ui.ConsoleLayout;
import dev.edgewatch.console.ui.live.Drain;
import dev.edgewatch.console.ui.live.DrainTimer;
import dev.edgewatch.console.ui.live.EmptyState;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.part.TypeNames;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.StandardMethod;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * All types that the regions serve, by service, with their lists. Live: a service that is set up
 * while the page is open appears in it.
 */
@Route(value = "organizations/:organization/projects/:project/types", layout = ConsoleLayout.class)
@RouteAlias(value = "organizations/:organization/types", layout = ConsoleLayout.class)
@RouteAlias(value = "types", layout = ConsoleLayout.class)
@PermitAll
public final class TypesView extends Composite<Div>
    implements BeforeEnterObserver, HasDynamicTitle {
  private final ConsoleSession session;
  private final DrainTimer timer;
  private final TextField search = new TextField();
  private final Div services = Parts.div("ew-services");
  private final Span count = Parts.span("t2 s13 num", "");
  private TypeAddress.Scope scope = new TypeAddress.Scope("", "");
  private @Nullable Drain drain;
  private @Nullable AutoCloseable news;

  TypesView(ConsoleSessions sessions, DrainTimer timer) {
    this.session = sessions.current();
    this.timer = timer;
    search.setPlaceholder(text("types.search"));
    search.setAriaLabel(text("types.search"));
    search.setPrefixComponent(new Icon("search"));
    search.setClearButtonVisible(true);
    search.setValueChangeMode(ValueChangeMode.EAGER);
    search.addValueChangeListener(changed -> draw());
    Parts.testId(search, "types-search");
    Parts.testId(services, "types");
    getContent().addClassNames("pg", "ew-types");
    getContent()
        .add(
            Parts.div("pg-title", new H1(text("types.title")), count),
            Parts.div("pg-tools", search),
            services);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent entering) {
    var parameters = entering.getRouteParameters();
    scope =
        new TypeAddress.Scope(
            parameters.get("organization").orElse(""), parameters.get("project").orElse(""));
    draw();
  }

  @Override
  protected void onAttach(AttachEvent attached) {
    Drain opened = timer.drain(attached.getUI(), this::draw);
    drain = opened;
    news = session.onCatalog(opened::dirty);
    search.focus();
  }

  @Override
  protected void onDetach(DetachEvent detached) {
    if (drain != null) {
      drain.stop();
    }
    if (news != null) {
      try {
        news.close();
      } catch (Exception never) {
        throw new IllegalStateException(never);
      }
    }
  }

  private void draw() {
    services.removeAll();
    int shown = 0;
    for (String service : session.catalog().services()) {
      List<ResourceType> types =
          session.catalog().typesOf(service).stream()
              .filter(type -> scope.around(type).holds(type))
              .filter(this::isWanted)
              .toList();
      if (!types.isEmpty()) {
        services.add(card(service, types));
        shown += types.size();
      }
    }
    count.setText(text("types.count", shown, session.catalog().types().size()));
    if (shown == 0) {
      services.add(
          new EmptyState(
              "types-none",
              "search",
              text("types.none", search.getValue()),
              text("types.none.sentence")));
    }
    services.getElement().setAttribute("data-types", String.valueOf(shown));
  }

  private boolean isWanted(ResourceType type) {
    String wanted = search.getValue().strip().toLowerCase(Locale.ROOT);
    return (type.fullName() + " " + type.plural() + " " + TypeNames.many(type))
        .toLowerCase(Locale.ROOT)
        .contains(wanted);
  }

  private Component card(String service, List<ResourceType> types) {
    Div links = Parts.div("ew-type-links");
    types.forEach(type -> links.add(link(type)));
    Div head =
        Parts.div(
            "row", new H2(TypeNames.service(service)), Parts.span("mono s12 t3 end", service));
    Div card = Parts.div("ew-card ew-service", head, links);
    return Parts.testId(card, "service-" + service);
  }

  private Anchor link(ResourceType type) {
    TypeAddress.Scope where = scope.around(type);
    Anchor link =
        new Anchor(new TypeAddress(where, type, "").path(), new Span(TypeNames.title(type)));
    if (!where.equals(scope)) {
      String wider = where.organization().isEmpty() ? "environment" : "organization";
      link.add(Parts.span("ew-tag", text("types.in." + wider)));
    }
    if (!type.stored()) {
      link.add(Parts.span("ew-tag", text("types.queried")));
    } else if (!StandardMethod.UPDATE.offeredBy(type)) {
      link.add(Parts.span("ew-tag", text("types.readonly")));
    }
    return Parts.testId(link, "type-" + type.fullName());
  }

  @Override
  public String getPageTitle() {
    return text("types.title");
  }
}
