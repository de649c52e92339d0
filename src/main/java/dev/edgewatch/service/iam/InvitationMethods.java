package dev.edgewatch.service.iam;

import dev.edgewatch.api.iam.v1.AcceptOrganizationInvitationRequest;
import dev.edgewatch.api.iam.v1.AcceptOrganizationInvitationResponse;
import dev.edgewatch.api.iam.v1.AcceptProjectInvitationRequest;
import dev.edgewatch.api.iam.v1.AcceptProjectInvitationResponse;
import dev.edgewatch.api.iam.v1.DeclineOrganizationInvitationRequest;
import dev.edgewatch.api.iam.v1.DeclineOrganizationInvitationResponse;
import dev.edgewatch.api.iam.v1.DeclineProjectInvitationRequest;
import dev.edgewatch.api.iam.v1.DeclineProjectInvitationResponse;
import dev.edgewatch.api.iam.v1.ListMyOrganizationInvitationsRequest;
import dev.edgewatch.api.iam.v1.ListMyOrganizationInvitationsResponse;
import dev.edgewatch.api.iam.v1.ListMyProjectInvitationsRequest;
import dev.edgewatch.api.iam.v1.ListMyProjectInvitationsResponse;
import dev.edgewatch.api.iam.v1.OrganizationInvitation;
import dev.edgewatch.api.iam.v1.ProjectInvitation;
import dev.edgewatch.api.iam.v1.ResendProjectInvitationRequest;
import dev.edgewatch.api.iam.v1.ResendProjectInvitationResponse;
import dev.edgewatch.region.CustomMethod;
import dev.edgewatch.region.Region;
import java.util.List;

/** The custom methods about invitations, the same for projects and organizations. */
final class InvitationMethods {
  private static final String PROJECTS = "ntt.iam.v1.ProjectInvitationService/";
  private static final String ORGANIZATIONS = "ntt.iam.v1.OrganizationInvitationService/";

  private InvitationMethods() {}

  static List<CustomMethod<?, ?>> of(Region region, UserRows users) {
    Outbox outbox = new Outbox(region);
    Invitations projects =
        new Invitations(region, InvitationType.ofProjects(region.catalog()), users, outbox);
    Invitations organizations =
        new Invitations(region, InvitationType.ofOrganizations(region.catalog()), users, outbox);
    return List.of(
        new CustomMethod.Snapshot<>(
            PROJECTS + "AcceptProjectInvitation",
            AcceptProjectInvitationRequest.getDefaultInstance(),
            AcceptProjectInvitationResponse.getDefaultInstance(),
            (context, request, session) -> {
              projects.accept(context, request.getName(), session);
              return AcceptProjectInvitationResponse.getDefaultInstance();
            }),
        new CustomMethod.Snapshot<>(
            PROJECTS + "DeclineProjectInvitation",
            DeclineProjectInvitationRequest.getDefaultInstance(),
            DeclineProjectInvitationResponse.getDefaultInstance(),
            (context, request, session) -> {
              projects.decline(context, request.getName(), session);
              return DeclineProjectInvitationResponse.getDefaultInstance();
            }),
        new CustomMethod.Snapshot<>(
            PROJECTS + "ResendProjectInvitation",
            ResendProjectInvitationRequest.getDefaultInstance(),
            ResendProjectInvitationResponse.getDefaultInstance(),
            (context, request, session) ->
                ResendProjectInvitationResponse.newBuilder()
                    .setProjectInvitation(
                        (ProjectInvitation) projects.resend(request.getName(), session))
                    .build()),
        new CustomMethod.Unary<>(
            PROJECTS + "ListMyProjectInvitations",
            ListMyProjectInvitationsRequest.getDefaultInstance(),
            ListMyProjectInvitationsResponse.getDefaultInstance(),
            (context, request) -> {
              ListMyProjectInvitationsResponse.Builder answer =
                  ListMyProjectInvitationsResponse.newBuilder();
              projects
                  .mine(context, request.getParent(), request.getFilter())
                  .forEach(row -> answer.addProjectInvitations((ProjectInvitation) row));
              return answer.build();
            }),
        new CustomMethod.Snapshot<>(
            ORGANIZATIONS + "AcceptOrganizationInvitation",
            AcceptOrganizationInvitationRequest.getDefaultInstance(),
            AcceptOrganizationInvitationResponse.getDefaultInstance(),
            (context, request, session) -> {
              organizations.accept(context, request.getName(), session);
              return AcceptOrganizationInvitationResponse.getDefaultInstance();
            }),
        new CustomMethod.Snapshot<>(
            ORGANIZATIONS + "DeclineOrganizationInvitation",
            DeclineOrganizationInvitationRequest.getDefaultInstance(),
            DeclineOrganizationInvitationResponse.getDefaultInstance(),
            (context, request, session) -> {
              organizations.decline(context, request.getName(), session);
              return DeclineOrganizationInvitationResponse.getDefaultInstance();
            }),
        new CustomMethod.Unary<>(
            ORGANIZATIONS + "ListMyOrganizationInvitations",
            ListMyOrganizationInvitationsRequest.getDefaultInstance(),
            ListMyOrganizationInvitationsResponse.getDefaultInstance(),
            (context, request) -> {
              ListMyOrganizationInvitationsResponse.Builder answer =
                  ListMyOrganizationInvitationsResponse.newBuilder();
              organizations
                  .mine(context, request.getParent(), request.getFilter())
                  .forEach(row -> answer.addOrganizationInvitations((OrganizationInvitation) row));
              return answer.build();
            }));
  }
}
