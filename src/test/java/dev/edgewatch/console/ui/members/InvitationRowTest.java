package dev.edgewatch.console.ui.members;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Timestamps;
import dev.edgewatch.api.iam.v1.Invitation;
import dev.edgewatch.api.iam.v1.ProjectInvitation;
import dev.edgewatch.console.ui.members.InvitationRow.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InvitationRowTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final Names NAMES =
      new Names(Map.of(), Map.of(), Map.of(), Map.of(), "ann@acme.example");

  @Test
  void onesThatWaitComeFirstTheSoonestToEndBeforeTheOthers() {
    List<InvitationRow> rows =
        rows(
            invitation("a", Invitation.State.ACCEPTED, NOW.plusSeconds(10)),
            invitation("b", Invitation.State.PENDING, NOW.plusSeconds(900)),
            invitation("c", Invitation.State.PENDING, NOW.plusSeconds(60)),
            invitation("d", Invitation.State.DECLINED, NOW.plusSeconds(10)));

    assertThat(rows).extracting(InvitationRow::email).containsExactly("c", "b", "d", "a");
  }

  @Test
  void oneThatHasRunOutIsExpiredBeforeARegionNotesIt() {
    assertThat(rows(invitation("a", Invitation.State.PENDING, NOW)))
        .extracting(InvitationRow::standing)
        .containsExactly(Standing.EXPIRED);
    assertThat(rows(invitation("a", Invitation.State.PENDING, NOW.plusSeconds(1))))
        .extracting(InvitationRow::standing)
        .containsExactly(Standing.PENDING);
  }

  @Test
  void anAnsweredOneStaysAnsweredWhenItRunsOut() {
    assertThat(rows(invitation("a", Invitation.State.ACCEPTED, NOW.minusSeconds(60))))
        .extracting(InvitationRow::standing)
        .containsExactly(Standing.ACCEPTED);
  }

  private static List<InvitationRow> rows(ProjectInvitation... invitations) {
    return InvitationRow.of(List.of(invitations), NAMES, NOW);
  }

  private static ProjectInvitation invitation(String email, Invitation.State state, Instant ends) {
    return ProjectInvitation.newBuilder()
        .setName("projects/p/projectInvitations/" + email)
        .setInvitation(
            Invitation.newBuilder()
                .setInviteeEmail(email)
                .setState(state)
                .setExpirationDate(Timestamps.fromMillis(ends.toEpochMilli())))
        .build();
  }
}
