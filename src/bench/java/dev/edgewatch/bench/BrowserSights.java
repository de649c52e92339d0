package dev.edgewatch.bench;

import com.microsoft.playwright.Page;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When a page showed which stamp, told by the page itself: the moment after the frame that painted
 * it. A stamp is an address of the block for benchmarks, 198.18.0.0/15 (RFC 2544), in a cell.
 *
 * <p>The page's clock is set against this process's when the watching begins; both read the clock
 * of one machine. To be used on Playwright's thread.
 */
final class BrowserSights {
  static final int MOST_STAMPS = 1 << 17;

  private static final String WATCH =
      """
      () => {
        const seen = (window.benchSeen = new Map());
        const stamp = /198\\.1[89]\\.\\d+\\.\\d+/g;
        const look = (node) => (node.textContent ?? '').match(stamp) ?? [];
        new MutationObserver((changes) => {
          const fresh = new Set();
          for (const change of changes) {
            look(change.target).forEach((text) => fresh.add(text));
            change.addedNodes.forEach((node) => look(node).forEach((text) => fresh.add(text)));
          }
          for (const text of [...fresh]) if (seen.has(text)) fresh.delete(text);
          if (fresh.size === 0) return;
          fresh.forEach((text) => seen.set(text, 0));
          requestAnimationFrame(() => {
            const painted = new MessageChannel();
            painted.port1.onmessage = () => {
              const now = performance.timeOrigin + performance.now();
              fresh.forEach((text) => seen.set(text, now));
              painted.port1.close();
            };
            painted.port2.postMessage(0);
          });
        }).observe(document.querySelector('[data-testid=devices-grid]'), {
          subtree: true, childList: true, characterData: true,
        });
      }
      """;
  private static final int CLOCK_TRIES = 20;

  private final Page page;
  private final double ahead;
  private final Map<String, Double> seen = new HashMap<>();

  private BrowserSights(Page page, double ahead) {
    this.page = page;
    this.ahead = ahead;
  }

  static BrowserSights watch(Page page) {
    page.evaluate(WATCH);
    return new BrowserSights(page, ahead(page));
  }

  /** By how many milliseconds the page's clock is ahead, from the fastest of some round trips. */
  private static double ahead(Page page) {
    double best = 0;
    double fastest = Double.MAX_VALUE;
    for (int i = 0; i < CLOCK_TRIES; i++) {
      double before = now();
      double there = number(page.evaluate("() => performance.timeOrigin + performance.now()"));
      double after = now();
      if (after - before < fastest) {
        fastest = after - before;
        best = there - (before + after) / 2;
      }
    }
    return best;
  }

  /** Milliseconds of this process's clock, with fractions. */
  static double now() {
    var now = Instant.now();
    return now.getEpochSecond() * 1e3 + now.getNano() / 1e6;
  }

  /** The address that stands for a number from 0 to {@link #MOST_STAMPS} - 1. */
  static String stamp(int number) {
    return "198.%d.%d.%d".formatted(18 + (number >> 16), number >> 8 & 255, number & 255);
  }

  /** Waits until a stamp is on the page. */
  void await(int number) {
    page.waitForFunction("text => window.benchSeen.get(text) > 0", stamp(number));
  }

  /** Takes over what the page has seen so far. */
  void read() {
    Object told =
        page.evaluate(
            "() => [...window.benchSeen].filter(([, at]) => at > 0).map(([text, at]) => text + ' ' + at)");
    for (Object line : (List<?>) told) {
      String[] parts = line.toString().split(" ", -1);
      seen.putIfAbsent(parts[0], Double.parseDouble(parts[1]) - ahead);
    }
  }

  /** When a stamp was painted, on this process's clock; empty when it was never shown. */
  Optional<Double> at(int number) {
    return Optional.ofNullable(seen.get(stamp(number)));
  }

  private static double number(Object evaluated) {
    return ((Number) evaluated).doubleValue();
  }
}
