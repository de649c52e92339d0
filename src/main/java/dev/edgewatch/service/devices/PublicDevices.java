package dev.edgewatch.service.devices;

import com.google.protobuf.Message;
import dev.edgewatch.access.ScopeNames;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.devices.v1.ListPublicDevicesRequest;
import dev.edgewatch.api.devices.v1.ListPublicDevicesResponse;
import dev.edgewatch.region.Region;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.PageToken;
import dev.edgewatch.resource.PageToken.AtKey;
import dev.edgewatch.resource.PageToken.Direction;
import dev.edgewatch.resource.PageToken.Inclusion;
import dev.edgewatch.resource.ParentName;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Filter;
import dev.edgewatch.watch.Page;
import dev.edgewatch.watch.Query;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Devices that are listed publicly (contract section 12.6). Everybody may ask, so a device is what
 * its own mask shows of it and nothing else: filters see only that, and the order is that of names,
 * lest somebody finds out by asking what he may not see. A page is short when few of many devices
 * match; there is a next one then.
 */
final class PublicDevices {
  /** Devices looked at for one page. */
  private static final int SCAN = 10_000;

  private static final int READ_AT_ONCE = 1_000;

  private final Region region;
  private final ResourceType type;
  private final Filter listed;
  private final Mask name;

  PublicDevices(Region region) {
    this.region = region;
    this.type = region.catalog().type("devices.edgelq.com/Device");
    this.listed = Filter.parse(type, "public_listing_spec.enabled = true");
    this.name = Mask.of(type.descriptor(), "name");
  }

  ListPublicDevicesResponse list(ListPublicDevicesRequest request) {
    Scan scan = new Scan(request);
    if (!isProject(request.getParent())) {
      return ListPublicDevicesResponse.getDefaultInstance();
    }
    scan.run();
    return scan.answer();
  }

  /** For names that anybody makes up nothing is loaded. */
  private boolean isProject(String parent) {
    return region.access().isScope(ScopeNames.of(parent));
  }

  /** What everybody may see of a device: what its owner says, and its name. */
  private Message shown(Resource resource) {
    Device device = resource.as(Device.class);
    Mask mask;
    try {
      mask = Mask.parse(type.descriptor(), device.getPublicListingSpec().getFieldMask());
    } catch (RefusalException unknownPath) {
      mask = name;
    }
    return mask.union(name).project(device);
  }

  private ParentName parent(String text) {
    ParentName parent = type.parseParent(text);
    if (parent.segment("project").filter(project -> !project.equals("-")).isEmpty()) {
      throw Refusal.invalid(
          "PARENT_HAS_WILDCARD", "parent", "parent is '" + text + "'; expected one project");
    }
    return parent;
  }

  private OrderBy order(String text) {
    OrderBy order = OrderBy.parse(type, text);
    if (order.items().size() > 1) {
      throw Refusal.invalid(
          "ORDER_NOT_PUBLIC", "order_by", "order_by is '" + text + "'; expected name, or nothing");
    }
    return order;
  }

  /** One page in the making: looks at devices one after the other, away from the page token. */
  private final class Scan {
    private final OrderBy order;
    private final Query query;
    private final Filter filter;
    private final Mask wanted;
    private final int size;
    private final Direction direction;
    private final boolean fromToken;
    private final List<Message> found = new ArrayList<>();
    private String token;
    private Optional<Resource> last = Optional.empty();
    private Optional<Resource> first = Optional.empty();
    private boolean more = true;

    Scan(ListPublicDevicesRequest request) {
      order = order(request.getOrderBy());
      query = new Query(type, parent(request.getParent()), listed, order);
      filter = Filter.parse(type, request.getFilter());
      wanted = Mask.ofView(type, request.getView(), request.getFieldMask());
      size = region.watches().pageSize(request.getPageSize());
      token = request.getPageToken();
      fromToken = !token.isEmpty();
      direction = fromToken ? PageToken.parse(type, order, token).direction() : Direction.AFTER;
    }

    void run() {
      for (int left = SCAN; left > 0 && more && found.size() < size; left -= READ_AT_ONCE) {
        Page page = region.watches().list(query, token, READ_AT_ONCE);
        List<Resource> rows =
            direction == Direction.AFTER ? page.resources() : page.resources().reversed();
        token = direction == Direction.AFTER ? page.nextToken() : page.previousToken();
        more = !token.isEmpty();
        for (Resource row : rows) {
          if (found.size() == size) {
            more = true;
            break;
          }
          look(row);
        }
      }
      if (direction == Direction.BEFORE) {
        Collections.reverse(found);
      }
    }

    private void look(Resource row) {
      first = first.or(() -> Optional.of(row));
      last = Optional.of(row);
      Message shown = shown(row);
      if (filter.test(shown)) {
        found.add(shown);
      }
    }

    ListPublicDevicesResponse answer() {
      ListPublicDevicesResponse.Builder answer = ListPublicDevicesResponse.newBuilder();
      found.forEach(device -> answer.addDevices((Device) wanted.project(device)));
      String onwards = more ? token(last, direction) : "";
      String backwards = fromToken ? token(first, direction.reversed()) : "";
      return direction == Direction.AFTER
          ? answer.setNextPageToken(onwards).setPrevPageToken(backwards).build()
          : answer.setPrevPageToken(onwards).setNextPageToken(backwards).build();
    }

    private String token(Optional<Resource> row, Direction away) {
      return row.map(
              at -> new AtKey(away, Inclusion.EXCLUSIVE, order.key(at.message())).text(type, order))
          .orElse("");
    }
  }
}
