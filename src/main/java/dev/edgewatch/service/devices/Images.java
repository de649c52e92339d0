package dev.edgewatch.service.devices;

import dev.edgewatch.api.devices.v1.CustomizedImage;
import dev.edgewatch.api.devices.v1.RequestUrlRequest;
import dev.edgewatch.api.devices.v1.RequestUrlResponse;
import dev.edgewatch.region.MethodSession;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.ResourceName;
import java.util.List;

/** Customized images (contract section 12.5). */
record Images(Catalog catalog) {

  /** Where a finished image is downloaded; whoever builds it has written down the address. */
  RequestUrlResponse url(RequestUrlRequest request, MethodSession session) {
    ResourceName name =
        catalog.type("devices.edgelq.com/CustomizedImage").parseName(request.getName());
    CustomizedImage.Status status = session.require(name).as(CustomizedImage.class).getStatus();
    if (status.getState() != CustomizedImage.Status.State.READY || status.getFile().isEmpty()) {
      throw new Refusal.Precondition(
              "IMAGE_NOT_READY",
              "CustomizedImage '"
                  + name
                  + "' is "
                  + status.getState()
                  + "; expected READY, with a file",
              List.of(name.text()))
          .exception();
    }
    return RequestUrlResponse.newBuilder().setUrl(status.getFile()).build();
  }
}
