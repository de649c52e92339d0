package dev.edgewatch.service.iam;

import dev.edgewatch.api.iam.own.InvitationMail;
import dev.edgewatch.iam.ApiKeyHashes;
import dev.edgewatch.iam.Sha256;
import dev.edgewatch.region.MethodSession;
import dev.edgewatch.region.Region;
import dev.edgewatch.resource.ProtoTimes;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import java.time.Instant;

/**
 * Writes down that a mail is to be sent, in the transaction that makes it necessary. A region that
 * sends no mail writes nothing down.
 */
final class Outbox {
  static final ResourceType TYPE = ApiKeyHashes.CATALOG.type("region.edgewatch/InvitationMail");

  private final boolean sends;

  Outbox(Region region) {
    this.sends = region.mail().isPresent();
  }

  void send(MethodSession session, ResourceName invitation, Instant now) {
    if (!sends) {
      return;
    }
    String id = Sha256.hex(invitation.text() + "\n" + now);
    ResourceName name = TYPE.parseName("invitationMails/" + id);
    if (session.get(name).isEmpty()) {
      session.create(
          name,
          InvitationMail.newBuilder()
              .setInvitation(invitation.text())
              .setSince(ProtoTimes.timestamp(now))
              .build());
    }
  }
}
