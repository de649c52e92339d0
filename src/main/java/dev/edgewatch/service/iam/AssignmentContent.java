package dev.edgewatch.service.iam;

import com.google.protobuf.Message;
import dev.edgewatch.access.MemberKind;
import dev.edgewatch.access.ScopeNames;
import dev.edgewatch.api.iam.v1.MemberAssignment;
import dev.edgewatch.api.iam.v1.Organization;
import dev.edgewatch.api.iam.v1.Project;
import dev.edgewatch.api.meta.v1.Service;
import dev.edgewatch.api.types.Meta;
import dev.edgewatch.api.types.MultiRegionPolicy;
import dev.edgewatch.iam.ServiceAccountEmails;

/**
 * What an assignment tells of its scope and of its member (contract section 11.6). It repeats what
 * it is searched, filtered and shown by, and of the metadata of the scope only what people write.
 */
final class AssignmentContent {
  private AssignmentContent() {}

  /** All that follows from a project, an organization or a service; of a service it is the name. */
  static MemberAssignment of(Message scope) {
    return switch (scope) {
      case Project project ->
          of(project.getName(), project.getMetadata(), project.getMultiRegionPolicy())
              .setScopeTitle(project.getTitle())
              .setParentOrganization(project.getParentOrganization())
              .addAllScopeServices(project.getEnabledServicesList())
              .setBusinessTier(project.getBusinessTier())
              .build();
      case Organization organization ->
          of(
                  organization.getName(),
                  organization.getMetadata(),
                  organization.getMultiRegionPolicy())
              .setScopeTitle(organization.getTitle())
              .setParentOrganization(organization.getParentOrganization())
              .addAllScopeServices(organization.getAllowedServicesList())
              .setBusinessTier(organization.getBusinessTier())
              .build();
      case Service service -> MemberAssignment.newBuilder().setScope(service.getName()).build();
      default ->
          throw new IllegalArgumentException(
              "no scope: " + scope.getDescriptorForType().getFullName());
    };
  }

  private static MemberAssignment.Builder of(
      String scope, Meta metadata, MultiRegionPolicy policy) {
    return MemberAssignment.newBuilder()
        .setScope(scope)
        .setScopeMetadata(
            Meta.newBuilder()
                .putAllLabels(metadata.getLabelsMap())
                .putAllAnnotations(metadata.getAnnotationsMap())
                .addAllTags(metadata.getTagsList()))
        .setMultiRegionControlRegion(policy.getDefaultControlRegion())
        .addAllMultiRegionEnabledRegions(policy.getEnabledRegionsList());
  }

  /**
   * The same of one member.
   *
   * @param ofUsers the region that has the rows of people
   */
  static MemberAssignment of(MemberAssignment scope, String member, String ofUsers) {
    String region =
        MemberKind.USER.nameIn(member).isPresent()
            ? ofUsers
            : MemberKind.SERVICE_ACCOUNT
                .nameIn(member)
                .flatMap(ServiceAccountEmails::region)
                .orElse("");
    return scope.toBuilder().setMember(member).setMemberRegion(region).build();
  }

  /**
   * The region that has the rows of people.
   *
   * @param iam the service that they are of
   * @param own the region that asks, which controls what has no policy
   */
  static String ofUsers(Service iam, String own) {
    String control = iam.getMultiRegionPolicy().getDefaultControlRegion();
    return control.isEmpty() ? own : control.substring(control.lastIndexOf('/') + 1);
  }

  /**
   * The id of the assignment: the letter of the kind of scope, the id of the scope, the member.
   * Different ones have different ids, because a member is a word or begins with one and a colon,
   * which no id of a scope has, and no such word ends another.
   */
  static String id(String scope, String member) {
    return scope.charAt(0) + scope.substring(scope.indexOf('/') + 1) + member;
  }

  /** Whether bindings in a scope make assignments: not those for the whole installation. */
  static boolean isAssigned(String scope) {
    return !scope.isEmpty() && ScopeNames.of(scope).equals(scope);
  }

  /** The row that is right, of one that may have been changed by hand. */
  static MemberAssignment put(MemberAssignment wanted, MemberAssignment row) {
    Meta metadata =
        row.getMetadata().toBuilder()
            .clearLabels()
            .clearAnnotations()
            .clearTags()
            .clearOwnerReferences()
            .clearServices()
            .build();
    return wanted.toBuilder().setName(row.getName()).setMetadata(metadata).build();
  }
}
