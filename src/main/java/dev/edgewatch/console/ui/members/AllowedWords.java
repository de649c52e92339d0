package dev.edgewatch.console.ui.members;

import static dev.edgewatch.console.ui.part.Texts.text;

import dev.edgewatch.console.ui.members.GrantPreview.Change;
import dev.edgewatch.console.ui.members.GrantPreview.Doing;
import dev.edgewatch.console.ui.members.GrantPreview.OfType;
import dev.edgewatch.console.ui.part.TypeNames;
import dev.edgewatch.resource.ResourceType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What roles allow, in words for somebody who does not know the API.
 *
 * @param yes what can be done, most telling first
 * @param no what cannot be done
 */
record AllowedWords(List<String> yes, List<String> no) {
  private static final int NAMED = 3;

  static AllowedWords of(GrantPreview preview) {
    List<String> yes = new ArrayList<>();
    List<String> no = new ArrayList<>();
    List<OfType> seen =
        preview.types().stream()
            .filter(type -> type.doings().stream().anyMatch(AllowedWords::isSeeing))
            .toList();
    if (seen.isEmpty()) {
      no.add(text("allowed.seenothing"));
    } else {
      List<OfType> sorted = namesakesFirst(seen);
      yes.add(text("allowed.see", listed(sorted.subList(0, 1))));
      if (sorted.size() > 1) {
        yes.add(text("allowed.see", listed(sorted.subList(1, sorted.size()))));
      }
    }
    for (String verb : List.of("create", "update", "delete")) {
      List<OfType> types =
          preview.types().stream()
              .filter(type -> type.doings().stream().anyMatch(one -> one.verb().equals(verb)))
              .toList();
      if (types.isEmpty()) {
        no.add(text("allowed.not." + verb));
      } else {
        yes.add(text("allowed." + verb, listed(types)));
      }
    }
    preview.types().forEach(type -> others(type).forEach(yes::add));
    return new AllowedWords(List.copyOf(yes), List.copyOf(no));
  }

  private static boolean isSeeing(Doing doing) {
    return doing.verb().equals(GrantPreview.SEE);
  }

  private static List<String> others(OfType type) {
    return type.doings().stream()
        .filter(doing -> doing.change() == Change.SOMETHING)
        .map(Doing::verb)
        .filter(verb -> !List.of("create", "update", "delete").contains(verb))
        .map(verb -> TypeNames.words(verb).toLowerCase(Locale.ROOT))
        .map(verb -> text("allowed.other", verb, TypeNames.many(type.type())))
        .limit(2)
        .toList();
  }

  private static String listed(List<OfType> types) {
    String named =
        namesakesFirst(types).stream()
            .map(type -> TypeNames.many(type.type()))
            .limit(NAMED)
            .collect(Collectors.joining(", "));
    return types.size() > NAMED ? named + text("and.more", types.size() - NAMED) : named;
  }

  /** What a service has its name from is what people know it by, and comes first. */
  private static List<OfType> namesakesFirst(List<OfType> types) {
    return types.stream().sorted(Comparator.comparing(type -> !isNamesake(type.type()))).toList();
  }

  private static boolean isNamesake(ResourceType type) {
    return type.service().startsWith(type.plural() + ".");
  }
}
