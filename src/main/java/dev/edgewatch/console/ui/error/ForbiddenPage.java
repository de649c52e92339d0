package dev.edgewatch.console.ui.error;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.AccessDeniedException;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.server.auth.AnonymousAllowed;

/** The address exists, and you may not go there. */
@AnonymousAllowed
public final class ForbiddenPage extends Composite<Div>
    implements HasErrorParameter<AccessDeniedException> {
  @Override
  public int setErrorParameter(
      BeforeEnterEvent event, ErrorParameter<AccessDeniedException> error) {
    getContent().add(new ErrorCard("403", "lock"));
    return 403;
  }
}
