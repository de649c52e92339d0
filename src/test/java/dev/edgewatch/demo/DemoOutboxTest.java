package dev.edgewatch.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.console.bff.SentMails.Mail;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DemoOutboxTest {
  private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

  private final DemoOutbox outbox = new DemoOutbox();

  private void send(String to, String text) {
    String mail = "To: %s\r\nSubject: Invitation\r\n\r\n%s\r\n".formatted(to, text);
    outbox.take(NOON, mail.getBytes(StandardCharsets.US_ASCII));
  }

  private static String link(String project) {
    return "http://localhost:8080/invitations?name=projects%2F"
        + project
        + "%2FprojectInvitations%2Fone";
  }

  @Test
  void mailsAreShownWhereTheirInvitationBelongsTheNewestFirst() {
    send("nora@harbor-foods.example", "Sign in:\r\n" + link("p") + "\r\nBye");
    send("zoe@example.com", link("p"));
    send("eve@example.com", link("p-2"));

    assertThat(outbox.inviting("projects/p"))
        .extracting(Mail::to)
        .containsExactly("zoe@example.com", "nora@harbor-foods.example");
    assertThat(outbox.inviting("projects/p").getLast().link()).isEqualTo(link("p"));
    assertThat(outbox.inviting("projects/p").getLast().sent()).isEqualTo(NOON);
  }

  @Test
  void whatIsNoInvitationIsLeftOut() {
    send("nora@harbor-foods.example", "Hello");
    outbox.take(NOON, new byte[] {0, 1, 2});

    assertThat(outbox.inviting("projects/p")).isEmpty();
  }

  @Test
  void whoWatchesIsToldOfEachMailUntilHeStops() {
    var told = new AtomicInteger();
    var watching = outbox.watch(told::incrementAndGet);
    send("nora@harbor-foods.example", link("p"));
    watching.close();
    send("nora@harbor-foods.example", link("p"));

    assertThat(told).hasValue(1);
  }
}
