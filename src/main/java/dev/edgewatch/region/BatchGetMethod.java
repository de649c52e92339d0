package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import dev.edgewatch.iam.Permission;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.standard.BatchGetRequest;
import dev.edgewatch.resource.standard.BatchGetResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code BatchGetXs}: what exists, in the order asked and once each; what does not is named. */
record BatchGetMethod(StandardReads reads) implements StandardUnary<BatchGetRequest> {
  @Override
  public Answer answer(Permission permission, CallContext context, BatchGetRequest request) {
    requireFew(request);
    List<ResourceName> names =
        request.names().stream()
            .distinct()
            .map(text -> reads.name(context, permission, text))
            .toList();
    Mask mask = Mask.ofView(permission.type(), request.view(), request.fieldMask());
    Position position = reads.region().settle(context);
    Map<String, Resource> found =
        reads
            .region()
            .watches()
            .batchGet(permission.type(), names.stream().map(ResourceName::text).toList());
    List<ByteString> resources = new ArrayList<>(found.size());
    List<String> missing = new ArrayList<>();
    for (ResourceName name : names) {
      Resource resource = found.get(name.text());
      if (resource == null) {
        missing.add(name.text());
      } else {
        Mask shown = reads.access(context, name).shown(mask);
        resources.add(StandardReads.projected(resource, shown));
      }
    }
    return new Answer(new BatchGetResponse(resources, missing).encode(), position);
  }

  /** Refuses more names than one call may have. */
  void requireFew(BatchGetRequest request) {
    int most = reads.region().limits().batch();
    if (request.names().size() > most) {
      throw Refusal.invalid(
          "TOO_MANY_NAMES",
          "names",
          "names has " + request.names().size() + " entries; expected at most " + most);
    }
  }
}
