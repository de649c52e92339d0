package dev.edgewatch.console.ui.form;

import static dev.edgewatch.console.ui.part.Texts.text;

import dev.edgewatch.console.ui.part.TypeNames;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.DeclaredPermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All permissions that there are, by service and by what they are of. What a role names and no
 * service of the regions declares stands in a group of its own: it is there and does no harm.
 */
record PermissionGroups(List<OfService> services) {
  /** In place of the domain of a service. */
  static final String UNKNOWN = "unknown";

  /**
   * Those of one service.
   *
   * @param domain of the service, or {@link #UNKNOWN}
   */
  record OfService(String domain, String title, List<OfType> types) {
    List<Choice> offers() {
      return types.stream().flatMap(type -> type.offers().stream()).toList();
    }
  }

  /**
   * Those of one type, or of a service as a whole.
   *
   * @param key for robots: the plural of the type, or the domain
   */
  record OfType(String key, String title, List<Choice> offers) {}

  /**
   * One permission.
   *
   * @param name in full, as roles name it
   * @param label what is done, beside what it is done to
   * @param description one sentence
   */
  record Choice(String name, String label, String description) {}

  /**
   * @param named those that a role names, known or not
   */
  static PermissionGroups of(Catalog catalog, Collection<String> named) {
    List<OfService> services = new ArrayList<>();
    Set<String> unknown = new LinkedHashSet<>(named);
    for (String service : catalog.services()) {
      List<DeclaredPermission> declared = DeclaredPermission.of(catalog, service);
      declared.forEach(permission -> unknown.remove(permission.fullName()));
      services.add(new OfService(service, TypeNames.service(service), types(service, declared)));
    }
    if (!unknown.isEmpty()) {
      List<Choice> offers =
          unknown.stream()
              .map(name -> new Choice(name, name, text("permissions.unknown.one")))
              .toList();
      services.add(
          new OfService(
              UNKNOWN, text("permissions.unknown"), List.of(new OfType(UNKNOWN, "", offers))));
    }
    return new PermissionGroups(List.copyOf(services));
  }

  private static List<OfType> types(String service, List<DeclaredPermission> declared) {
    Map<Optional<ResourceType>, List<Choice>> byType = new LinkedHashMap<>();
    for (DeclaredPermission permission : declared) {
      byType
          .computeIfAbsent(permission.type(), any -> new ArrayList<>())
          .add(new Choice(permission.fullName(), label(permission), permission.description()));
    }
    return byType.entrySet().stream()
        .map(
            one ->
                new OfType(
                    one.getKey().map(ResourceType::plural).orElse(service),
                    one.getKey().map(TypeNames::title).orElse(text("permissions.whole")),
                    List.copyOf(one.getValue())))
        .toList();
  }

  /** {@code batch get} of {@code devices.batchGet}; what is named otherwise stays as it is. */
  private static String label(DeclaredPermission permission) {
    String plural = permission.type().map(ResourceType::plural).orElse("");
    String id = permission.id();
    boolean isOfType =
        !plural.isEmpty()
            && id.startsWith(plural)
            && id.length() > plural.length()
            && ".!".indexOf(id.charAt(plural.length())) >= 0;
    return isOfType ? TypeNames.spoken(TypeNames.words(id.substring(plural.length() + 1))) : id;
  }

  /** What has all words of a phrase in it, in any order; everything when there are none. */
  PermissionGroups matching(String phrase) {
    List<String> words =
        Arrays.stream(phrase.toLowerCase(Locale.ROOT).split("\\s+", -1))
            .filter(word -> !word.isEmpty())
            .toList();
    if (words.isEmpty()) {
      return this;
    }
    List<OfService> found = new ArrayList<>();
    for (OfService service : services) {
      List<OfType> types = new ArrayList<>();
      for (OfType type : service.types()) {
        String around = service.title() + " " + type.title() + " ";
        List<Choice> offers =
            type.offers().stream().filter(offer -> hasAll(around, offer, words)).toList();
        if (!offers.isEmpty()) {
          types.add(new OfType(type.key(), type.title(), offers));
        }
      }
      if (!types.isEmpty()) {
        found.add(new OfService(service.domain(), service.title(), List.copyOf(types)));
      }
    }
    return new PermissionGroups(List.copyOf(found));
  }

  private static boolean hasAll(String around, Choice offer, List<String> words) {
    String all = (around + offer.label() + " " + offer.name()).toLowerCase(Locale.ROOT);
    return words.stream().allMatch(all::contains);
  }
}
