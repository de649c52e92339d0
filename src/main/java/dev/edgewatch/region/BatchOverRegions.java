package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import dev.edgewatch.iam.Permission;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.BatchGetRequest;
import dev.edgewatch.resource.standard.BatchGetResponse;
import dev.edgewatch.resource.standard.StandardMethod;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A BatchGet of names of several regions: each is asked for those it owns, and the answer is in the
 * order of the request (contract section 8.4).
 *
 * @param here the same method on the rows of this region
 */
record BatchOverRegions(Forwarder forwarder, SoleOwners owners, BatchGetMethod here)
    implements StandardUnary<BatchGetRequest> {

  @Override
  public Answer answer(Permission permission, CallContext context, BatchGetRequest request) {
    here.requireFew(request);
    Map<String, List<String>> names =
        request.names().stream()
            .distinct()
            .collect(
                Collectors.groupingBy(
                    name -> region(permission, context, name),
                    LinkedHashMap::new,
                    Collectors.toList()));
    if (Set.of(forwarder.region()).containsAll(names.keySet())) {
      return here.answer(permission, context, request);
    }
    Map<String, BatchGetRequest> requests = new LinkedHashMap<>();
    names.forEach(
        (region, own) ->
            requests.put(region, new BatchGetRequest(own, request.fieldMask(), request.view())));
    List<Answer> answers = shares().of(permission, context, requests);
    return new Answer(
        merged(permission.type(), request, answers).encode(), answers.getFirst().position());
  }

  private String region(Permission permission, CallContext context, String name) {
    Optional<String> elsewhere =
        forwarder.siblings().isEmpty() ? Optional.empty() : owners.of(permission, context, name);
    return RequestRegions.name(permission.type(), name)
        .or(() -> elsewhere)
        .orElse(forwarder.region());
  }

  private Shares shares() {
    return new Shares(
        forwarder,
        StandardMethod.BATCH_GET,
        (permission, context, encoded) ->
            here.answer(permission, context, BatchGetRequest.decode(encoded)));
  }

  private static BatchGetResponse merged(
      ResourceType type, BatchGetRequest request, List<Answer> answers) {
    Map<String, ByteString> found = new HashMap<>();
    Set<String> missing = new HashSet<>();
    for (Answer answer : answers) {
      BatchGetResponse share = BatchGetResponse.decode(answer.message());
      share.resources().forEach(encoded -> found.put(type.nameOf(encoded), encoded));
      missing.addAll(share.missing());
    }
    List<String> asked = request.names().stream().distinct().toList();
    return new BatchGetResponse(
        asked.stream().map(found::get).filter(Objects::nonNull).toList(),
        asked.stream().filter(missing::contains).toList());
  }
}
