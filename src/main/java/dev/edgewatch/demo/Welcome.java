package dev.edgewatch.demo;

import dev.edgewatch.demo.idp.DemoPerson;
import java.util.stream.Collectors;

/** What the demo prints when it is ready: where to go, and as whom. */
final class Welcome {
  private Welcome() {}

  static String text(Demo demo, DemoOptions options) {
    String accounts =
        DemoPerson.all().stream()
            .map(
                person ->
                    "  %-6s %-11s %s"
                        .formatted(person.username(), person.password(), person.description()))
            .collect(Collectors.joining("\n"));
    return """

        Edgewatch is at %s

        Name, password and role of the accounts:
        %s

        Mails, such as invitations, are in the outbox on the members page, and files in %s.
        Data and logs are in %s. Ctrl-C stops everything."""
        .formatted(demo.url(), accounts, options.mails(), options.data());
  }
}
