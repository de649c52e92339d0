package dev.edgewatch.service.devices;

import com.google.protobuf.FieldMask;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.api.types.View;
import dev.edgewatch.region.Caller;
import dev.edgewatch.region.TestRegion;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.ListRequest;
import java.util.List;

/** Rows as somebody sees them who may list them. */
final class Rows {
  private Rows() {}

  static List<Resource> of(Caller caller, ResourceType type, String parent, String filter) {
    return caller.list(type, request(parent, filter)).resources().stream()
        .map(row -> new Resource(type, "", row))
        .toList();
  }

  static ListRequest first(String parent) {
    return request(parent, "");
  }

  private static ListRequest request(String parent, String filter) {
    return new ListRequest(
        parent, 0, "", "", filter, FieldMask.getDefaultInstance(), View.FULL, false);
  }

  /** Roles that an account has in the project. */
  static List<String> rolesOf(Caller caller, String email) {
    String filter = "member = \"serviceAccount:" + email + "\"";
    return of(caller, TestRegion.ROLE_BINDING, TestRegion.COLD_CHAIN, filter).stream()
        .map(row -> row.as(RoleBinding.class).getRole())
        .toList();
  }
}
