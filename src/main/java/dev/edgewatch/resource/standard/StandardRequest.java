package dev.edgewatch.resource.standard;

import com.google.protobuf.ByteString;

/** A request of a standard method, the same in shape for all types (contract section 2.1). */
public sealed interface StandardRequest
    permits GetRequest,
        BatchGetRequest,
        PagedRequest,
        WatchOneRequest,
        WatchManyRequest,
        CreateRequest,
        UpdateRequest,
        DeleteRequest {

  /** The protobuf encoding, without the fields that hold their default. */
  ByteString encode();
}
