package dev.edgewatch.region;

import com.google.protobuf.Message;
import dev.edgewatch.api.iam.v1.GroupMember;
import dev.edgewatch.api.iam.v1.Invitation;
import dev.edgewatch.api.iam.v1.OrganizationInvitation;
import dev.edgewatch.api.iam.v1.ProjectInvitation;
import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.api.iam.v1.ServiceAccountKey;
import dev.edgewatch.iam.PredefinedRoles;
import dev.edgewatch.resource.ResourceType;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The least that can be created of a type: nothing, for all but the few that have rules. */
final class Smallest {
  private static final String MEMBER = "user:sam@harbor.example";

  private Smallest() {}

  static Message of(ResourceType type, String name) {
    return type.withName(unnamed(type), name);
  }

  private static Message unnamed(ResourceType type) {
    return switch (type.fullName()) {
      case "iam.edgelq.com/GroupMember" -> GroupMember.newBuilder().setMember(MEMBER).build();
      case "iam.edgelq.com/Role" -> Role.newBuilder().setCategory(Role.Category.USER).build();
      case "iam.edgelq.com/RoleBinding" ->
          RoleBinding.newBuilder().setRole(PredefinedRoles.VIEWER).setMember(MEMBER).build();
      case "iam.edgelq.com/ProjectInvitation" ->
          ProjectInvitation.newBuilder().setInvitation(invitation()).build();
      case "iam.edgelq.com/OrganizationInvitation" ->
          OrganizationInvitation.newBuilder().setInvitation(invitation()).build();
      case "iam.edgelq.com/ServiceAccountKey" -> key();
      default -> type.defaultInstance();
    };
  }

  private static Invitation invitation() {
    return Invitation.newBuilder()
        .setInviteeEmail("sam@harbor.example")
        .addBindingRoles(Invitation.BindingRole.newBuilder().setRole(PredefinedRoles.VIEWER))
        .build();
  }

  /** With a public key of its own, so that no secret has to be shown. */
  private static ServiceAccountKey key() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      byte[] encoded = generator.generateKeyPair().getPublic().getEncoded();
      return ServiceAccountKey.newBuilder()
          .setAlgorithm(ServiceAccountKey.Algorithm.RSA_2048)
          .setPublicKeyData(
              "-----BEGIN PUBLIC KEY-----\n"
                  + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
                  + "\n-----END PUBLIC KEY-----\n")
          .build();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
