package dev.edgewatch.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A relay in front of a region that can be unplugged: connections break, and no new one succeeds.
 */
public final class Cable implements AutoCloseable {
  private final ServerSocket listening;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean plugged = true;

  public Cable(int target) {
    this.target = target;
    try {
      listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return listening.getLocalPort();
  }

  public void unplug() {
    plugged = false;
    open.forEach(Cable::end);
    open.clear();
  }

  public void plug() {
    plugged = true;
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket from = listening.accept();
        open.add(from);
        Socket to = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(to);
        if (plugged) {
          Thread.ofVirtual().start(() -> relay(from, to));
          Thread.ofVirtual().start(() -> relay(to, from));
        } else {
          end(from);
          end(to);
        }
      } catch (IOException closed) {
        // accept() ends with the listening socket; a region that is away ends its connection
      }
    }
  }

  private void relay(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException broken) {
      // that is what a cable is for
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException already) {
      // it is closed either way
    }
  }

  @Override
  public void close() {
    end(listening);
    unplug();
  }

  private static void end(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException already) {
      // it is closed either way
    }
  }
}
