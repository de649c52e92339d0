package dev.edgewatch.console.guard;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A push connection that never closes by itself, and keeps what it hears. */
final class PushSocket implements WebSocket.Listener {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final CompletableFuture<String> closed = new CompletableFuture<>();
  private final Queue<String> heard = new ConcurrentLinkedQueue<>();

  private volatile Optional<WebSocket> connection = Optional.empty();

  private PushSocket() {}

  /** Asks for one as a page of the console would; it may be closed at once. */
  static PushSocket open(
      GuardedConsole console, Optional<String> session, String page, String pushId) {
    PushSocket socket = new PushSocket();
    WebSocket.Builder asked = HTTP.newWebSocketBuilder().header("Origin", console.url());
    session.ifPresent(id -> asked.header("Cookie", "EDGEWATCH=" + id));
    var _ =
        asked
            .buildAsync(
                URI.create(
                    console.url().replace("http", "ws")
                        + "/VAADIN/push?v-r=push&v-uiId="
                        + page
                        + "&v-pushId="
                        + pushId
                        + "&X-Atmosphere-Transport=websocket&X-Atmosphere-TrackMessageSize=true"
                        + "&X-atmo-protocol=true"),
                socket)
            .handle(
                (opened, refused) ->
                    refused != null && socket.closed.complete(String.valueOf(refused)))
            .join();
    return socket;
  }

  /** The browser goes without a word. */
  void leave() {
    connection.ifPresent(WebSocket::abort);
  }

  @Override
  public void onOpen(WebSocket socket) {
    connection = Optional.of(socket);
    socket.request(1);
  }

  boolean isOpen() {
    return !closed.isDone();
  }

  /** All that came over it. */
  String heard() {
    return String.join("", heard);
  }

  @Override
  public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
    heard.add(text.toString());
    socket.request(1);
    return CompletableFuture.completedFuture(text);
  }

  @Override
  public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
    closed.complete(reason);
    return CompletableFuture.completedFuture(reason);
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    closed.complete(String.valueOf(error));
  }
}
