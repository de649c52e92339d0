package dev.edgewatch.resource.standard;

import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_BOOL;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_INT32;
import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_INT64;

import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Empty;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Timestamp;
import dev.edgewatch.api.types.View;
import dev.edgewatch.api.types.WatchType;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.ProtoFile.ProtoMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Derives {@code <type>_change.proto} and {@code <type>_service.proto} of one type: the messages of
 * contract sections 2.1 and 6.1 and the service, standard methods first, then the custom ones.
 */
final class ServiceFile {
  private static final Descriptor MASK = FieldMask.getDescriptor();

  private final ResourceType type;
  private final String one;
  private final Descriptor resource;
  private final ProtoFile file;
  private final List<FileDescriptor> customFiles;
  private @Nullable Descriptor change;

  private ServiceFile(ResourceType type, List<FileDescriptor> customFiles) {
    this.type = type;
    this.one = TypeWords.one(type);
    this.resource = type.descriptor();
    this.customFiles = customFiles;
    this.file = new ProtoFile(path("service"), TypeWords.protoPackage(type));
  }

  /**
   * {@code custom}: methods of the same service that are declared by hand, with the files they are
   * in. A message that is declared there under the name of a derived one takes its place.
   */
  static FileDescriptor derive(
      ResourceType type, List<MethodDescriptorProto> custom, List<FileDescriptor> customFiles) {
    return new ServiceFile(type, customFiles).serviceFile(custom);
  }

  private String path(String what) {
    String declared = resource.getFile().getName();
    return declared.substring(0, declared.lastIndexOf('/') + 1)
        + TypeWords.oneSnake(type)
        + "_"
        + what
        + ".proto";
  }

  private Descriptor change() {
    Descriptor known = change;
    if (known == null) {
      known = changeFile().findMessageTypeByName(one + "Change");
      change = known;
    }
    return known;
  }

  private FileDescriptor changeFile() {
    ProtoFile changes = new ProtoFile(path("change"), TypeWords.protoPackage(type));
    String field = TypeWords.oneSnake(type);
    ProtoMessage message = changes.message(one + "Change");
    ProtoMessage added =
        message.nested("Added").one(1, field, resource).scalar(2, "view_index", TYPE_INT32);
    ProtoMessage modified =
        message
            .nested("Modified")
            .string(1, "name")
            .one(2, field, resource)
            .one(3, "field_mask", MASK)
            .scalar(4, "previous_view_index", TYPE_INT32)
            .scalar(5, "view_index", TYPE_INT32);
    ProtoMessage current = message.nested("Current").one(1, field, resource);
    ProtoMessage removed =
        message.nested("Removed").string(1, "name").scalar(2, "view_index", TYPE_INT32);
    message
        .one(1, "added", added)
        .one(2, "modified", modified)
        .one(4, "current", current)
        .one(3, "removed", removed)
        .asOneof("change_type");
    return changes.build();
  }

  private FileDescriptor serviceFile(List<MethodDescriptorProto> custom) {
    var service = file.proto().addServiceBuilder().setName(one + "Service");
    for (StandardMethod method : StandardMethod.of(type)) {
      service
          .addMethodBuilder()
          .setName(method.methodName(type))
          .setInputType(request(method).fullName())
          .setOutputType(response(method))
          .setServerStreaming(method.streaming());
    }
    service.addAllMethod(custom);
    customFiles.forEach(file::imports);
    return file.build();
  }

  private ProtoMessage request(StandardMethod method) {
    return usualRequest(method).numbered(FieldNumbers.ofRequest(type, method));
  }

  private ProtoMessage usualRequest(StandardMethod method) {
    ProtoMessage request = file.message(method.methodName(type) + "Request");
    return switch (method) {
      case GET -> masked(request.string(1, "name"), 3, 4);
      case BATCH_GET -> masked(request.strings(2, "names"), 3, 4);
      case WATCH_ONE -> masked(request.string(1, "name"), 2, 4);
      case LIST -> masked(paged(request), 6, 7).scalar(8, "include_paging_info", TYPE_BOOL);
      case SEARCH -> masked(paged(request), 6, 7).string(8, "phrase");
      case WATCH_MANY -> watchRequest(request);
      case CREATE ->
          parent(request)
              .one(2, resourceField(), resource)
              .one(3, "response_mask", responseMask(request, false));
      case UPDATE -> updateRequest(request);
      case DELETE -> request.string(1, "name").scalar(2, "allow_missing", TYPE_BOOL);
    };
  }

  private ProtoMessage watchRequest(ProtoMessage request) {
    return masked(paged(request.enumerated(9, "type", WatchType.getDescriptor())), 6, 8)
        .string(10, "resume_token")
        .one(12, "starting_time", Timestamp.getDescriptor())
        .scalar(11, "max_chunk_size", TYPE_INT32);
  }

  /** Types that nobody can create through the public API have no {@code allow_missing}. */
  private ProtoMessage updateRequest(ProtoMessage request) {
    ProtoMessage cas =
        request.nested("CAS").one(1, "conditional_state", resource).one(2, "field_mask", MASK);
    request.one(2, resourceField(), resource).one(3, "update_mask", MASK).one(4, "cas", cas);
    if (StandardMethod.CREATE.offeredBy(type)) {
      request.scalar(5, "allow_missing", TYPE_BOOL);
    }
    return request.one(6, "response_mask", responseMask(request, true));
  }

  private static ProtoMessage responseMask(ProtoMessage request, boolean ofUpdate) {
    ProtoMessage mask =
        request.nested("ResponseMask").scalar(1, "skip_entire_response_body", TYPE_BOOL);
    if (ofUpdate) {
      mask.scalar(2, "updated_fields_only", TYPE_BOOL);
    }
    return mask.one(ofUpdate ? 3 : 2, "body_mask", MASK).asOneof("masking");
  }

  private String response(StandardMethod method) {
    return switch (method.answer()) {
      case RESOURCE -> {
        file.imports(resource.getFile());
        yield "." + resource.getFullName();
      }
      case NOTHING -> {
        file.imports(Empty.getDescriptor().getFile());
        yield "." + Empty.getDescriptor().getFullName();
      }
      case RESPONSE, STREAM -> responseMessage(method);
    };
  }

  private String responseMessage(StandardMethod method) {
    String name = method.methodName(type) + "Response";
    return customFiles.stream()
        .flatMap(declared -> declared.getMessageTypes().stream())
        .filter(message -> message.getName().equals(name))
        .findFirst()
        .map(message -> "." + message.getFullName())
        .orElseGet(
            () ->
                usualResponse(method, file.message(name))
                    .numbered(FieldNumbers.ofResponse(type, method))
                    .fullName());
  }

  private ProtoMessage usualResponse(StandardMethod method, ProtoMessage response) {
    return switch (method) {
      case BATCH_GET -> response.many(1, resourcesField(), resource).strings(2, "missing");
      case LIST, SEARCH ->
          response
              .many(1, resourcesField(), resource)
              .string(3, "prev_page_token")
              .string(4, "next_page_token")
              .scalar(5, "current_offset", TYPE_INT32)
              .scalar(6, "total_results_count", TYPE_INT32);
      case WATCH_ONE -> response.one(1, "change", change());
      case WATCH_MANY -> watchResponse(response);
      case GET, CREATE, UPDATE, DELETE ->
          throw new IllegalStateException(method + " has no response of its own");
    };
  }

  private ProtoMessage watchResponse(ProtoMessage response) {
    ProtoMessage tokens =
        response
            .nested("PageTokenChange")
            .string(1, "prev_page_token")
            .string(2, "next_page_token");
    return response
        .many(2, resourceField() + "_changes", change())
        .one(3, "page_token_change", tokens)
        .scalar(4, "is_current", TYPE_BOOL)
        .string(5, "resume_token")
        .scalar(6, "snapshot_size", TYPE_INT64)
        .scalar(7, "is_soft_reset", TYPE_BOOL)
        .scalar(8, "is_hard_reset", TYPE_BOOL);
  }

  /** Parent, page, order and filter; the numbers of types without parents do not shift. */
  private ProtoMessage paged(ProtoMessage request) {
    return parent(request)
        .scalar(2, "page_size", TYPE_INT32)
        .string(3, "page_token")
        .string(4, "order_by")
        .string(5, "filter");
  }

  private ProtoMessage parent(ProtoMessage request) {
    return TypeWords.hasParent(type) ? request.string(1, "parent") : request;
  }

  private static ProtoMessage masked(ProtoMessage request, int mask, int view) {
    return request.one(mask, "field_mask", MASK).enumerated(view, "view", View.getDescriptor());
  }

  private String resourceField() {
    return TypeWords.oneSnake(type);
  }

  private String resourcesField() {
    return TypeWords.manySnake(type);
  }
}
