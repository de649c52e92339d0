package dev.edgewatch.console.ui.error;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.server.auth.AnonymousAllowed;

/** Nothing lives at this address; what is deleted or not yours looks the same from outside. */
@AnonymousAllowed
public final class NotFoundPage extends Composite<Div>
    implements HasErrorParameter<NotFoundException> {
  @Override
  public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<NotFoundException> error) {
    getContent().add(new ErrorCard("404", "search"));
    return 404;
  }
}
