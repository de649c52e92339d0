package dev.edgewatch.demo;

import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import dev.edgewatch.api.iam.v1.Organization;
import dev.edgewatch.api.iam.v1.Project;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.api.iam.v1.User;
import dev.edgewatch.api.meta.v1.Deployment;
import dev.edgewatch.api.meta.v1.Service;
import dev.edgewatch.api.types.MultiRegionPolicy;
import dev.edgewatch.client.RegionClient;
import dev.edgewatch.client.ResourceClient;
import dev.edgewatch.client.WriteResult;
import dev.edgewatch.demo.fleet.Patience;
import dev.edgewatch.demo.idp.DemoPerson;
import dev.edgewatch.iam.PredefinedRoles;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.standard.ListRequest;
import dev.edgewatch.resource.standard.UpdateRequest;
import dev.edgewatch.routing.Endpoint;
import dev.edgewatch.routing.ForwardContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sets the environment up as an operator would, through the public API: the regions, services and
 * deployments in meta, two organizations, their projects and who may do what there. Everything is
 * written to the control region, from which the others copy it. What exists already stays as it is,
 * except addresses.
 */
final class Seed {
  private static final String CONTROL_REGION = "us-west2";
  private static final MultiRegionPolicy ALL_REGIONS =
      MultiRegionPolicy.newBuilder()
          .addAllEnabledRegions(Demo.REGIONS)
          .setDefaultControlRegion(CONTROL_REGION)
          .build();

  private final Catalog catalog;
  private final RegionClient control;
  private final ForwardContext operator;
  private final String issuer;
  private final Patience patience;

  /**
   * @param issuer of the tokens of people
   */
  Seed(
      Catalog catalog,
      RegionClient control,
      ForwardContext operator,
      String issuer,
      Patience patience) {
    this.catalog = catalog;
    this.issuer = issuer;
    this.control = control;
    this.operator = operator;
    this.patience = patience;
  }

  /**
   * @param endpoints where each region listens
   */
  void write(Map<String, Endpoint> endpoints) {
    forgetPeopleOfEarlierProviders();
    for (String region : Demo.REGIONS) {
      ensure("meta.goten.com/Region", Places.region(region));
    }
    for (String service : catalog.services()) {
      String version = catalog.typesOf(service).iterator().next().apiVersion();
      ensure("meta.goten.com/Service", service(service, version));
      endpoints.forEach(
          (region, endpoint) -> ensureDeployment(deployment(service, version, region, endpoint)));
    }
    ensure("iam.edgelq.com/Organization", organization("acme", "Acme Group"));
    ensure("iam.edgelq.com/Organization", organization("northwind", "Northwind Foods"));
    ensure("iam.edgelq.com/Project", project("acme-cold-chain", "Acme Cold Chain", "acme"));
    ensure("iam.edgelq.com/Project", project("northwind-pharma", "Northwind Pharma", "northwind"));
    DemoPerson.all().stream()
        .filter(person -> !person.role().isEmpty())
        .forEach(
            person ->
                bind(person.scope(), person.username(), person.role(), "user:" + person.email()));
    for (String organization : List.of("acme", "northwind")) {
      String fleet = "fleet-" + organization;
      bind(
          "organizations/" + organization,
          fleet,
          PredefinedRoles.OPERATOR,
          "serviceAccount:" + fleet);
    }
  }

  /**
   * The provider of the demo is another one when its port is: then the same people come as others,
   * and their addresses have to be free for them.
   */
  private void forgetPeopleOfEarlierProviders() {
    ResourceClient users = control.resources(catalog.type("iam.edgelq.com/User"), operator);
    patience
        .call(() -> users.pages(ListRequest.of("")).toList())
        .forEach(
            page ->
                page.resources().stream()
                    .filter(user -> !issuer.equals(provider(user)))
                    .forEach(user -> patience.call(() -> done(users.delete(user.name())))));
  }

  private static String provider(Resource user) {
    return user.as(User.class).getAuthInfo().getProvider();
  }

  private static Service service(String domain, String version) {
    return Service.newBuilder()
        .setName("services/" + domain)
        .setDisplayName(domain.substring(0, domain.indexOf('.')))
        .addAllVersions(version)
        .setMultiRegionPolicy(ALL_REGIONS)
        .build();
  }

  private static Deployment deployment(
      String service, String version, String region, Endpoint endpoint) {
    return Deployment.newBuilder()
        .setName("services/" + service + "/deployments/" + region)
        .setServiceName(service)
        .setRegion("regions/" + region)
        .setPublicDomain(endpoint.toString())
        .setLocation(Places.location(region))
        .setCurrentVersion(version)
        .build();
  }

  private static Organization organization(String id, String title) {
    return Organization.newBuilder()
        .setName("organizations/" + id)
        .setTitle(title)
        .setMultiRegionPolicy(ALL_REGIONS)
        .build();
  }

  private static Project project(String id, String title, String organization) {
    return Project.newBuilder()
        .setName("projects/" + id)
        .setTitle(title)
        .setParentOrganization("organizations/" + organization)
        .setMultiRegionPolicy(ALL_REGIONS)
        .addEnabledServices("services/devices.edgelq.com")
        .build();
  }

  /** The roles of a service are there soon after the service is. */
  private void bind(String scope, String id, String role, String member) {
    ensure(
        "iam.edgelq.com/RoleBinding",
        RoleBinding.newBuilder()
            .setName(scope + "/roleBindings/" + id)
            .setRole(role)
            .setMember(member)
            .build());
  }

  private Optional<Resource> ensure(String type, Message wanted) {
    return patience.call(() -> createIfMissing(type, wanted));
  }

  private Optional<Resource> createIfMissing(String type, Message wanted) {
    ResourceClient resources = control.resources(catalog.type(type), operator);
    String name = (String) wanted.getField(wanted.getDescriptorForType().findFieldByName("name"));
    Optional<Resource> existing = resources.find(name);
    if (existing.isEmpty()) {
      done(resources.create("", wanted));
    }
    return existing;
  }

  /** Ports may have been chosen anew for this run. */
  private void ensureDeployment(Deployment wanted) {
    Optional<Resource> existing = ensure("meta.goten.com/Deployment", wanted);
    boolean moved =
        existing
            .filter(
                known ->
                    !known.as(Deployment.class).getPublicDomain().equals(wanted.getPublicDomain()))
            .isPresent();
    if (moved) {
      FieldMask address = FieldMask.newBuilder().addPaths("public_domain").build();
      ResourceClient deployments =
          control.resources(catalog.type("meta.goten.com/Deployment"), operator);
      patience.call(
          () -> done(deployments.update(UpdateRequest.of(wanted.toByteString(), address))));
    }
  }

  private static boolean done(WriteResult result) {
    return switch (result) {
      case WriteResult.Done ignored -> true;
      case WriteResult.Refused(var region, var refusal) -> throw refusal.exception();
      case WriteResult.Unknown(var region, var message) ->
          throw new Refusal.Unavailable("OUTCOME_UNKNOWN", message, Duration.ZERO).exception();
    };
  }
}
