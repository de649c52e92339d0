package dev.edgewatch.console.ui.error;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The console itself failed. The reference stands in its log; what went wrong is not told to the
 * browser.
 */
@AnonymousAllowed
public final class FailurePage extends Composite<Div> implements HasErrorParameter<Exception> {
  private static final Logger LOG = LoggerFactory.getLogger(FailurePage.class);

  @Override
  public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> error) {
    String reference = UUID.randomUUID().toString().substring(0, 8);
    LOG.error(
        "page {} failed, reference {}",
        event.getLocation().getPath(),
        reference,
        error.getException());
    getContent().add(new ErrorCard("500", "circle-alert", text("error.500.sentence", reference)));
    return 500;
  }
}
