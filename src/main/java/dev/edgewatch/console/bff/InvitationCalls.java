package dev.edgewatch.console.bff;

import com.google.protobuf.Message;
import dev.edgewatch.access.InvitedTo;
import dev.edgewatch.api.iam.v1.AcceptOrganizationInvitationRequest;
import dev.edgewatch.api.iam.v1.AcceptOrganizationInvitationResponse;
import dev.edgewatch.api.iam.v1.AcceptProjectInvitationRequest;
import dev.edgewatch.api.iam.v1.AcceptProjectInvitationResponse;
import dev.edgewatch.api.iam.v1.DeclineOrganizationInvitationRequest;
import dev.edgewatch.api.iam.v1.DeclineOrganizationInvitationResponse;
import dev.edgewatch.api.iam.v1.DeclineProjectInvitationRequest;
import dev.edgewatch.api.iam.v1.DeclineProjectInvitationResponse;
import dev.edgewatch.api.iam.v1.Invitation;
import dev.edgewatch.api.iam.v1.ListMyOrganizationInvitationsRequest;
import dev.edgewatch.api.iam.v1.ListMyOrganizationInvitationsResponse;
import dev.edgewatch.api.iam.v1.ListMyProjectInvitationsRequest;
import dev.edgewatch.api.iam.v1.ListMyProjectInvitationsResponse;
import dev.edgewatch.api.iam.v1.ResendProjectInvitationRequest;
import dev.edgewatch.api.iam.v1.ResendProjectInvitationResponse;
import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.client.CustomCalls;
import dev.edgewatch.client.EdgeClient;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.routing.ForwardContext;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;

/** Invitations as calls to any region; what is addressed to a person is asked of all. */
final class InvitationCalls implements Invitations {
  private static final String OF_PROJECTS = "ntt.iam.v1.ProjectInvitationService/";
  private static final String OF_ORGANIZATIONS = "ntt.iam.v1.OrganizationInvitationService/";

  private static final MethodDescriptor<
          ResendProjectInvitationRequest, ResendProjectInvitationResponse>
      RESEND =
          unary(
              OF_PROJECTS + "ResendProjectInvitation",
              ResendProjectInvitationRequest.getDefaultInstance(),
              ResendProjectInvitationResponse.getDefaultInstance());
  private static final MethodDescriptor<
          AcceptProjectInvitationRequest, AcceptProjectInvitationResponse>
      ACCEPT =
          unary(
              OF_PROJECTS + "AcceptProjectInvitation",
              AcceptProjectInvitationRequest.getDefaultInstance(),
              AcceptProjectInvitationResponse.getDefaultInstance());
  private static final MethodDescriptor<
          DeclineProjectInvitationRequest, DeclineProjectInvitationResponse>
      DECLINE =
          unary(
              OF_PROJECTS + "DeclineProjectInvitation",
              DeclineProjectInvitationRequest.getDefaultInstance(),
              DeclineProjectInvitationResponse.getDefaultInstance());
  private static final MethodDescriptor<
          ListMyProjectInvitationsRequest, ListMyProjectInvitationsResponse>
      MINE =
          unary(
              OF_PROJECTS + "ListMyProjectInvitations",
              ListMyProjectInvitationsRequest.getDefaultInstance(),
              ListMyProjectInvitationsResponse.getDefaultInstance());
  private static final MethodDescriptor<
          AcceptOrganizationInvitationRequest, AcceptOrganizationInvitationResponse>
      ACCEPT_ORGANIZATION =
          unary(
              OF_ORGANIZATIONS + "AcceptOrganizationInvitation",
              AcceptOrganizationInvitationRequest.getDefaultInstance(),
              AcceptOrganizationInvitationResponse.getDefaultInstance());
  private static final MethodDescriptor<
          DeclineOrganizationInvitationRequest, DeclineOrganizationInvitationResponse>
      DECLINE_ORGANIZATION =
          unary(
              OF_ORGANIZATIONS + "DeclineOrganizationInvitation",
              DeclineOrganizationInvitationRequest.getDefaultInstance(),
              DeclineOrganizationInvitationResponse.getDefaultInstance());
  private static final MethodDescriptor<
          ListMyOrganizationInvitationsRequest, ListMyOrganizationInvitationsResponse>
      MINE_OF_ORGANIZATIONS =
          unary(
              OF_ORGANIZATIONS + "ListMyOrganizationInvitations",
              ListMyOrganizationInvitationsRequest.getDefaultInstance(),
              ListMyOrganizationInvitationsResponse.getDefaultInstance());

  private final EdgeClient client;
  private final ForwardContext person;
  private final ExecutorService executor;
  private final AnyRegion any;

  InvitationCalls(AnyRegion any) {
    this.client = any.client();
    this.person = any.person();
    this.executor = any.executor();
    this.any = any;
  }

  private static <Q extends Message, A extends Message> MethodDescriptor<Q, A> unary(
      String name, Q request, A answer) {
    return CustomCalls.method(name, MethodType.UNARY, request, answer);
  }

  @Override
  public CompletableFuture<Outcome> resend(String name) {
    return any.write(RESEND, ResendProjectInvitationRequest.newBuilder().setName(name).build());
  }

  @Override
  public CompletableFuture<Outcome> accept(String name) {
    return name.startsWith("organizations/")
        ? any.write(
            ACCEPT_ORGANIZATION,
            AcceptOrganizationInvitationRequest.newBuilder().setName(name).build())
        : any.write(ACCEPT, AcceptProjectInvitationRequest.newBuilder().setName(name).build());
  }

  @Override
  public CompletableFuture<Outcome> decline(String name) {
    return name.startsWith("organizations/")
        ? any.write(
            DECLINE_ORGANIZATION,
            DeclineOrganizationInvitationRequest.newBuilder().setName(name).build())
        : any.write(DECLINE, DeclineProjectInvitationRequest.newBuilder().setName(name).build());
  }

  @Override
  public CompletableFuture<Mine> mine() {
    return CompletableFuture.supplyAsync(this::askAll, executor);
  }

  private Mine askAll() {
    Map<String, Invited> found = new LinkedHashMap<>();
    Map<String, String> missing = new LinkedHashMap<>();
    Map<String, Optional<Role>> roles = new LinkedHashMap<>();
    for (String region : any.regions()) {
      try {
        ask(region, roles).forEach(one -> found.putIfAbsent(one.name(), one));
      } catch (RefusalException silent) {
        missing.put(region, silent.refusal().message());
      }
    }
    return new Mine(new ArrayList<>(found.values()), missing);
  }

  private List<Invited> ask(String region, Map<String, Optional<Role>> roles) {
    var ofProjects = ListMyProjectInvitationsRequest.newBuilder().setParent("projects/-").build();
    var ofOrganizations =
        ListMyOrganizationInvitationsRequest.newBuilder().setParent("organizations/-").build();
    Stream<Invited> projects =
        any.ask(region, MINE, ofProjects).getProjectInvitationsList().stream()
            .map(one -> invited(one.getName(), one, one.getInvitation(), roles));
    Stream<Invited> organizations =
        any
            .ask(region, MINE_OF_ORGANIZATIONS, ofOrganizations)
            .getOrganizationInvitationsList()
            .stream()
            .map(one -> invited(one.getName(), one, one.getInvitation(), roles));
    return Stream.concat(projects, organizations).toList();
  }

  private Invited invited(
      String name, Message row, Invitation invitation, Map<String, Optional<Role>> roles) {
    return new Invited(name, InvitedTo.title(row), invitation, roles(invitation, roles));
  }

  private List<Role> roles(Invitation invitation, Map<String, Optional<Role>> known) {
    return invitation.getBindingRolesList().stream()
        .map(Invitation.BindingRole::getRole)
        .flatMap(role -> known.computeIfAbsent(role, this::role).stream())
        .toList();
  }

  /** A role that the invitee may not read is known by its name only. */
  private Optional<Role> role(String name) {
    try {
      return client
                  .resources(client.catalog().type("iam.edgelq.com/Role"), person)
                  .get(name)
                  .message()
              instanceof Role role
          ? Optional.of(role)
          : Optional.empty();
    } catch (RefusalException notSeen) {
      return Optional.empty();
    }
  }
}
